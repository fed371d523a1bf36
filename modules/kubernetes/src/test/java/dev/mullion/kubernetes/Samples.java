package dev.mullion.kubernetes;

import dev.mullion.kubernetes.PodTemplate.Place;
import dev.mullion.kubernetes.Role.Subject;
import dev.mullion.kubernetes.Workload.DaemonSet;
import dev.mullion.kubernetes.Workload.Deployment;
import dev.mullion.kubernetes.Workload.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One of each kind that has a record. */
final class Samples {
    static final Taint TAINT = new Taint("os", "windows", TaintEffect.NO_SCHEDULE);
    static final RuntimeClass WINDOWS_2022 =
            RuntimeClass.windows(ObjectMeta.named("windows-2022"), "10.0.20348", List.of(TAINT.toleration()));

    private Samples() {}

    /** In an order in which an API server takes them. */
    static List<Manifest> all() {
        ObjectMeta web = ObjectMeta.named("web").namespace("shop");
        Role role = new Role(
                web, List.of(new PolicyRule(List.of(""), List.of("configmaps"), List.of("get"), List.of("settings"))));
        return List.of(
                new Namespace(ObjectMeta.named("shop").label("pod-security.kubernetes.io/enforce", "baseline")),
                WINDOWS_2022,
                new ServiceAccount(web.annotation("example.com/role", "arn:aws:iam::123456789012:role/web")),
                new ConfigMap(web, Map.of("fluent-bit.conf", "[INPUT]\n    Name tail\n", "on", "no", "build", "10.0")),
                new StorageClass(
                        ObjectMeta.named("windows"),
                        "ebs.csi.aws.com",
                        Map.of("csi.storage.k8s.io/fstype", "ntfs", "encrypted", "true")),
                role,
                role.bind(Subject.serviceAccount("shop", "web")),
                new Role(
                        ObjectMeta.named("system:agent"),
                        List.of(PolicyRule.of("", List.of("nodes"), List.of("get", "list")))),
                Role.bindClusterRole("system:agent", ObjectMeta.named("system:agent"), Subject.group("agents")),
                gmsa(),
                new Deployment(
                        web,
                        2,
                        PodTemplate.windows(Map.of("app", "web"), Place.of("windows-2022"), iis())
                                .as("web")),
                new DaemonSet(
                        ObjectMeta.named("agent").namespace("shop"),
                        PodTemplate.windows(
                                Map.of("app", "agent"), Place.on("windows", List.of(Toleration.EVERYTHING)), iis())),
                new Job(
                        ObjectMeta.named("smoke").namespace("shop"),
                        2,
                        1_800,
                        PodTemplate.windows(
                                Map.of("app", "smoke"),
                                Place.on("windows", List.of(TAINT.toleration())),
                                new Container(
                                        "smoke",
                                        "mcr.microsoft.com/windows/nanoserver:ltsc2022",
                                        List.of("cmd", "/c", "nslookup kubernetes.default.svc.cluster.local"),
                                        Map.of("NO", "off", "A", "1"),
                                        Map.of("memory", "256Mi")))));
    }

    private static Manifest gmsa() {
        Map<String, Object> credspec = new LinkedHashMap<>();
        credspec.put("CmsPlugins", List.of("ActiveDirectory"));
        credspec.put(
                "DomainJoinConfig", new TreeMap<>(Map.of("DnsName", "corp.example.com", "MachineAccountName", "web")));
        return new GmsaCredentialSpec(ObjectMeta.named("web"), credspec);
    }

    private static Container iis() {
        return new Container(
                "iis",
                "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022",
                List.of(),
                Map.of(),
                Map.of("memory", "512Mi", "cpu", "1"));
    }
}
