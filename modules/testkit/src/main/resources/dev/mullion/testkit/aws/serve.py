"""moto's server on a free port of this machine, until standard input ends; its first line is the port.

AWS publishes parameters of Windows images, which moto lacks and refuses to take. The file that is named holds them:
a list of {"parameter": ..., "value": ..., "regions": [...]}, without regions for all. The images themselves are in the
file of moto's own setting MOTO_AMIS_PATH. A service of ECS keeps all that it is made with, of which moto drops a part, and a launch template shows
the tags that it gets later.
Usage: serve.py PARAMETERS
"""
import json
import logging
import os
import sys
import threading

from moto.core.utils import utcnow
from moto.ec2.models import amis
from moto.ec2.models.launch_templates import LaunchTemplate
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.ssm.models import Parameter, ParameterDict
from werkzeug.serving import make_server

PREFIX = "/aws/service/ami-windows-latest"
with open(sys.argv[1], encoding="utf-8") as file:
    PUBLISHED = json.load(file)


def check_loading_status(store, key, upstream=ParameterDict._check_loading_status):
    if str(key or "").startswith(PREFIX) and not hasattr(store, "windows"):
        store.windows = True
        for one in PUBLISHED:
            if store.region_name in one.get("regions", [store.region_name]):
                dict.setdefault(store, one["parameter"], []).append(Parameter(
                    account_id=store.account_id, name=one["parameter"], value=one["value"], parameter_type="String",
                    description=None, allowed_pattern=None, keyid=None, last_modified_date=utcnow(), version=1,
                    data_type="text"))
    return upstream(store, key)


class Fresh(list):
    """Copies of its items each time: moto reads the images once a region, and parses their dates in place."""

    def __iter__(self):
        return (dict(item) for item in super().__iter__())


DROPPED = {"capacityProviderStrategy": "capacity_provider_strategy", "deploymentConfiguration": "deployment_configuration",
           "enableECSManagedTags": "enable_ecs_managed_tags", "enableExecuteCommand": "enable_execute_command",
           "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
           "placementConstraints": "placement_constraints", "placementStrategy": "placement_strategy",
           "propagateTags": "propagate_tags"}


def create_service(self, upstream=EC2ContainerServiceResponse.create_service):
    result = upstream(self)
    service = result.result["service"]
    for key, attribute in DROPPED.items():
        if self._get_param(key) is not None:
            setattr(service, attribute, self._get_param(key))
    if self._get_param("capacityProviderStrategy"):
        service.launch_type = None
    return result


EC2ContainerServiceResponse.create_service = create_service
LaunchTemplate.tags = property(lambda self: self.get_tags(), lambda self, first: None)
ParameterDict._check_loading_status = check_loading_status
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
amis.AMIS = Fresh(amis.AMIS)
logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.port, flush=True)
sys.stdin.read()
os._exit(0)
