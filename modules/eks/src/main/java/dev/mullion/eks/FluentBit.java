package dev.mullion.eks;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.IamStatement;
import dev.mullion.aws.StackContext;
import dev.mullion.core.text.Sha256;
import dev.mullion.kubernetes.ConfigMap;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.Namespace;
import dev.mullion.kubernetes.NodeLabels;
import dev.mullion.kubernetes.ObjectMeta;
import dev.mullion.kubernetes.PolicyRule;
import dev.mullion.kubernetes.Role;
import dev.mullion.kubernetes.ServiceAccount;
import dev.mullion.kubernetes.Toleration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fluent Bit on Windows nodes: its objects, its log group and its role. */
final class FluentBit {
    static final String NAME = "fluent-bit";

    private static final String ACCOUNT = NAME + "-service-account";
    private static final String DAEMON_SET = NAME + "-daemon-set";

    /** Under it a HostProcess container sees what its image and its volumes hold. */
    private static final String MOUNT = "%CONTAINER_SANDBOX_MOUNT_POINT%/fluent-bit/";

    /**
     * As AWS has it for Windows (aws-observability/helm-charts, {@code containerLogs.fluentBit.configWindows}), with three
     * differences: containerd writes lines of CRI and no JSON; HostProcess containers ask the node's resolver, which knows no
     * name of the cluster, so the API server is called by its address; and the log group is made beforehand. The words in
     * {@code ${}} are variables of the container; EKS's webhook sets AWS_REGION beside the role.
     */
    private static final String CONFIGURATION = """
            [SERVICE]
                Flush                       5
                Log_Level                   warn
                Daemon                      off
                net.dns.resolver            LEGACY

            [INPUT]
                Name                        tail
                Tag                         application.*
                Path                        C:\\\\var\\\\log\\\\containers\\\\*.log
                Exclude_Path                C:\\\\var\\\\log\\\\containers\\\\fluent-bit*
                multiline.parser            cri
                DB                          C:\\\\var\\\\fluent-bit\\\\state\\\\containers.db
                Mem_Buf_Limit               50MB
                Skip_Long_Lines             On
                Rotate_Wait                 30
                Refresh_Interval            10
                Read_from_Head              Off

            [FILTER]
                Name                        kubernetes
                Match                       application.*
                Kube_URL                    https://${KUBERNETES_SERVICE_HOST}:${KUBERNETES_SERVICE_PORT}
                Kube_Tag_Prefix             application.C.var.log.containers.
                Merge_Log                   On
                Merge_Log_Key               log_processed
                K8S-Logging.Exclude         On
                Labels                      Off
                Annotations                 Off
                Buffer_Size                 0

            [OUTPUT]
                Name                        cloudwatch_logs
                Match                       application.*
                region                      ${AWS_REGION}
                log_group_name              ${LOG_GROUP_NAME}
                log_stream_prefix           ${HOST_NAME}-
                auto_create_group           false
            """;

    private FluentBit() {}

    /** Its objects by suffix; none where nobody asks for it. */
    static Map<String, KubernetesObject> objects(EksClusterModel cluster) {
        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        cluster.spec().fluentBit().ifPresent(spec -> {
            ObjectMeta named =
                    ObjectMeta.named(NAME).namespace(spec.namespace()).label("app", NAME);
            objects.put(
                    NAME + "-namespace",
                    new Namespace(ObjectMeta.named(spec.namespace())
                                    // https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/
                                    .label("pod-security.kubernetes.io/enforce", "privileged"))
                            .object());
            objects.put(
                    ACCOUNT,
                    new ServiceAccount(named.annotation(
                                    ServiceAccountRole.ANNOTATION,
                                    ClusterValues.standIn(cluster.key() + "-" + NAME + "-role", "arn")))
                            .object());
            Role reader = new Role(
                    ObjectMeta.named(NAME + "-windows").label("app", NAME),
                    List.of(PolicyRule.of("", List.of("namespaces", "pods"), List.of("get", "list", "watch"))));
            objects.put(NAME + "-cluster-role", reader.object());
            objects.put(
                    NAME + "-cluster-role-binding",
                    reader.bind(spec.account().bound()).object());
            objects.put(NAME + "-config-map", new ConfigMap(named, Map.of("fluent-bit.conf", CONFIGURATION)).object());
            objects.put(DAEMON_SET, daemonSet(named, spec, cluster));
        });
        return objects;
    }

    private static KubernetesObject daemonSet(ObjectMeta named, FluentBitSpec spec, EksClusterModel cluster) {
        Map<String, String> labels = Map.of("app", NAME);
        return KubernetesObject.of("apps/v1", "DaemonSet", named)
                .with(labels, "spec", "selector", "matchLabels")
                .with(labels, "spec", "template", "metadata", "labels")
                // Pods read it once; another text is another template, by which they are replaced.
                .with(
                        Map.of("mullion.dev/configuration", Sha256.hex(CONFIGURATION)),
                        "spec",
                        "template",
                        "metadata",
                        "annotations")
                .with(pod(spec, cluster), "spec", "template", "spec");
    }

    private static Map<String, Object> pod(FluentBitSpec spec, EksClusterModel cluster) {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("os", Map.of("name", "windows"));
        pod.put("nodeSelector", Map.of(NodeLabels.OPERATING_SYSTEM, "windows"));
        List<Map<String, Object>> tolerations = Toleration.of(
                        cluster.spec().windowsTaints().toList())
                .stream()
                .map(Toleration::fields)
                .toList();
        if (!tolerations.isEmpty()) {
            pod.put("tolerations", tolerations);
        }
        pod.put("serviceAccountName", NAME);
        pod.put("priorityClassName", "system-node-critical");
        pod.put("hostNetwork", true);
        pod.put(
                "securityContext",
                Map.of("windowsOptions", Map.of("hostProcess", true, "runAsUserName", "NT AUTHORITY\\SYSTEM")));
        pod.put("terminationGracePeriodSeconds", 10);
        pod.put("containers", List.of(container(spec, cluster)));
        pod.put("volumes", List.of(Map.of("name", "configuration", "configMap", Map.of("name", NAME))));
        return pod;
    }

    private static Map<String, Object> container(FluentBitSpec spec, EksClusterModel cluster) {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", NAME);
        container.put("image", spec.image());
        container.put(
                "command",
                List.of(
                        "powershell.exe",
                        "-NoProfile",
                        "-NonInteractive",
                        "-Command",
                        "New-Item -ItemType Directory -Path C:\\var\\fluent-bit\\state -Force;",
                        MOUNT + "bin/fluent-bit.exe",
                        "-c",
                        MOUNT + "configuration/fluent-bit.conf"));
        container.put(
                "env",
                List.of(
                        Map.of(
                                "name",
                                "HOST_NAME",
                                "valueFrom",
                                Map.of("fieldRef", Map.of("fieldPath", "spec.nodeName"))),
                        Map.of("name", "LOG_GROUP_NAME", "value", spec.logGroup(cluster.name()))));
        container.put(
                "resources",
                Map.of(
                        "limits", Map.of("cpu", "500m", "memory", "250Mi"),
                        "requests", Map.of("cpu", "50m", "memory", "100Mi")));
        // Relative to the container's own folder, as HostProcess containers have it.
        container.put(
                "volumeMounts", List.of(Map.of("name", "configuration", "mountPath", "fluent-bit\\configuration\\")));
        return container;
    }

    /**
     * Makes the log group, the role and the objects.
     *
     * @param before what the cluster needs before objects are made in it
     */
    static void make(
            FluentBitSpec spec,
            EksClusterModel cluster,
            IdentityProvider provider,
            ObjectMaker maker,
            List<? extends Resource> before,
            Resource owner) {
        StackContext context = cluster.context();
        String name = cluster.key() + "-" + NAME;
        LogGroupArgs.Builder args = LogGroupArgs.builder()
                .name(spec.logGroup(cluster.name()))
                .retentionInDays(spec.retentionDays())
                .tags(context.tags(cluster.key()));
        spec.kmsKeyId().ifPresent(args::kmsKeyId);
        LogGroup logs = new LogGroup(
                name + "-logs",
                context.customized(name + "-logs", args).build(),
                CustomResourceOptions.builder().parent(owner).build());
        ServiceAccountRole role = ServiceAccountRole.made(
                name,
                spec.account(),
                provider,
                cluster.key(),
                List.of(),
                Map.of("logs-policy", logs.arn().applyValue(FluentBit::policy)),
                context,
                owner);
        Resource namespace = maker.make(NAME + "-namespace", before);
        List<Resource> inNamespace = List.of(namespace);
        List<Resource> beforePods = new ArrayList<>(role.policies());
        beforePods.add(logs);
        Output<String> roleArn = role.arn();
        beforePods.add(
                maker.make(ACCOUNT, inNamespace, object -> object.annotation(ServiceAccountRole.ANNOTATION, roleArn)));
        beforePods.add(maker.make(NAME + "-cluster-role", before));
        beforePods.add(maker.make(NAME + "-cluster-role-binding", before));
        beforePods.add(maker.make(NAME + "-config-map", inNamespace));
        maker.make(DAEMON_SET, beforePods);
    }

    /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
    private static String policy(String logGroupArn) {
        return new IamPolicy(List.of(IamStatement.allow(
                        List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                        List.of(logGroupArn, logGroupArn + ":*"))))
                .shortJson();
    }
}
