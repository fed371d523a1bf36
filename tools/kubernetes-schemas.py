#!/usr/bin/env python3
"""Derives the schemas of the Kubernetes kinds in use from a running API server.

usage: kubernetes-schemas.py > modules/kubernetes/src/main/resources/dev/mullion/kubernetes/schemas.json

Needs kubectl (or the one that KUBECTL names) and KUBECONFIG. Custom kinds have to be there first: apply their
definitions, such as those below modules/kubernetes/src/test/resources/crds. The file has a schema a line, with what
ManifestCheck reads of each and nothing else; status, which only the server writes, is left out.
"""
import json
import os
import subprocess

KINDS = """
v1 ConfigMap Namespace Node PersistentVolumeClaim Pod Secret Service ServiceAccount
apps/v1 DaemonSet Deployment StatefulSet
batch/v1 CronJob Job
node.k8s.io/v1 RuntimeClass
policy/v1 PodDisruptionBudget
rbac.authorization.k8s.io/v1 ClusterRole ClusterRoleBinding Role RoleBinding
storage.k8s.io/v1 StorageClass
admissionregistration.k8s.io/v1 MutatingWebhookConfiguration ValidatingWebhookConfiguration
apiextensions.k8s.io/v1 CustomResourceDefinition
windows.k8s.io/v1 GMSACredentialSpec
"""


def get(path):
    kubectl = os.environ.get("KUBECTL", "kubectl")
    return json.loads(subprocess.run([kubectl, "get", "--raw", path], check=True, capture_output=True).stdout)


def pruned(schema):
    """What says which values are allowed: no words, no defaults."""
    if len(schema.get("allOf", ())) == 1:
        schema = {**schema["allOf"][0], **{k: v for k, v in schema.items() if k != "allOf"}}
    if "$ref" in schema:
        return {"ref": schema["$ref"].rsplit("/", 1)[1]}
    if schema.get("format") == "int-or-string" or schema.get("x-kubernetes-int-or-string"):
        return {"type": "int-or-string"}
    # Of a quantity the schema says that it is text or a number.
    if "oneOf" in schema:
        return {"type": "int-or-string"}
    kept = {key: schema[key] for key in ("type", "enum", "required") if key in schema}
    if "properties" in schema:
        kept["properties"] = {key: pruned(value) for key, value in sorted(schema["properties"].items())}
    if isinstance(schema.get("items"), dict):
        kept["items"] = pruned(schema["items"])
    if isinstance(schema.get("additionalProperties"), dict):
        kept["additionalProperties"] = pruned(schema["additionalProperties"])
    return kept


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get("ref"), str):
            yield node["ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def main():
    paths = get("/openapi/v3")["paths"]
    kinds, found = {}, {}
    for line in KINDS.split("\n")[1:-1]:
        version, *names = line.split()
        document = get(paths[("apis/" if "/" in version else "api/") + version]["serverRelativeURL"])
        schemas = document["components"]["schemas"]
        group, _, short = version.rpartition("/")
        for name, schema in schemas.items():
            own = schema.get("x-kubernetes-group-version-kind", [])
            for kind in names:
                if own == [{"group": group, "kind": kind, "version": short}]:
                    kinds[version + " " + kind] = name
                    schema["properties"].pop("status", None)
        wanted = [kinds[version + " " + kind] for kind in names]
        while wanted:
            name = wanted.pop()
            # The same name has the same schema in every group.
            if name not in found:
                found[name] = pruned(schemas[name])
                wanted += references(found[name])
    lines = [json.dumps(name) + ": " + json.dumps(schema, sort_keys=True) for name, schema in sorted(found.items())]
    print('{"kinds": {\n' + ",\n".join(json.dumps(k) + ": " + json.dumps(v) for k, v in sorted(kinds.items())))
    print('},\n"schemas": {\n' + ",\n".join(lines) + "\n}}")


if __name__ == "__main__":
    main()
