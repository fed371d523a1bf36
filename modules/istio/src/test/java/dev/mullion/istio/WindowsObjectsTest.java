package dev.mullion.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.yaml.YamlScalar;
import dev.mullion.kubernetes.KubernetesObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each Windows object beside upstream's, field by field: equal, or different for a reason that the table says. */
class WindowsObjectsTest {
    private static final String TABLE = "/windows-objects.txt";
    private static final String REASON = "    because ";

    private static final MeshFile FILE = MeshFile.lines("WINDOWS\nkubeContext: shop\nclusterDnsIp: 172.20.0.10");

    @Test
    void areUpstreamsButForWhatTheTableSays() throws IOException {
        List<String> table = table();

        List<String> compared = FILE.mesh(mesh ->
                compared(WindowsAgents.upstream(mesh), WindowsAgents.corrected(mesh, Optional.of("172.20.0.10"))));

        assertThat(table.stream().filter(line -> !line.startsWith(REASON)).toList())
                .isEqualTo(compared);
    }

    @Test
    void everyDifferenceHasAReason() throws IOException {
        List<String> table = new ArrayList<>(table());
        table.add("");

        for (int i = 1; i < table.size(); i++) {
            boolean open = table.get(i - 1).matches("[-+~] .*");
            String line = table.get(i);
            assertThat(open && !line.matches("[-+~] .*") && !line.startsWith(REASON))
                    .as("no reason in front of line %d: %s", i + 1, line)
                    .isFalse();
            assertThat(line.startsWith(REASON) && !open)
                    .as("a reason of nothing in line %d", i + 1)
                    .isFalse();
        }
    }

    @Test
    void upstreamsFormIsUpstreamsWordByWord() {
        Map<String, KubernetesObject> objects =
                MeshFile.lines("WINDOWS\nkubeContext: shop\nupstreamForm: true").mesh(AmbientMeshModel::windowsObjects);

        assertThat(objects).isEqualTo(FILE.<Map<String, KubernetesObject>>mesh(WindowsAgents::upstream));
        assertThat(Objects.requireNonNull(objects.get(WindowsAgents.CNI)).yaml())
                .contains("value: \"C:\\\\k\\\\azurecni\\\\netconf\"");
        assertThat(Objects.requireNonNull(objects.get(WindowsAgents.ZTUNNEL)).yaml())
                .contains("name: ISTIOD_1_25_0_SERVICE_HOST\n", "maxSurge: 1\n", "kubeclusterconfig.json");
    }

    private static List<String> table() throws IOException {
        try (InputStream in = WindowsObjectsTest.class.getResourceAsStream(TABLE)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    /** A line a field, behind a line with the object's name: {@code =} equal, {@code -} upstream's, {@code +} ours, {@code ~} both. */
    static List<String> compared(Map<String, KubernetesObject> upstream, Map<String, KubernetesObject> ours) {
        Set<String> all = new LinkedHashSet<>(upstream.keySet());
        all.addAll(ours.keySet());
        List<String> lines = new ArrayList<>();
        for (String suffix : all) {
            KubernetesObject before = upstream.get(suffix);
            KubernetesObject after = ours.get(suffix);
            lines.add("");
            lines.add(Objects.requireNonNull(after == null ? before : after).toString());
            Map<String, String> from = fields(before);
            Map<String, String> to = fields(after);
            Set<String> paths = new LinkedHashSet<>(from.keySet());
            paths.addAll(to.keySet());
            paths.stream().sorted().forEach(path -> lines.add(line(path, from.get(path), to.get(path))));
        }
        return lines.subList(1, lines.size());
    }

    private static String line(String path, @Nullable String from, @Nullable String to) {
        if (from == null) {
            return "+ " + path + ": " + to;
        }
        if (to == null) {
            return "- " + path + ": " + from;
        }
        return from.equals(to) ? "= " + path + ": " + to : "~ " + path + ": " + from + " -> " + to;
    }

    private static Map<String, String> fields(@Nullable KubernetesObject object) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (object != null) {
            flatten("", object.fields(), fields);
        }
        return fields;
    }

    private static void flatten(String path, Object value, Map<String, String> fields) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, each) -> flatten(path.isEmpty() ? (String) key : path + "." + key, each, fields));
        } else if (value instanceof List<?> list && list.stream().anyMatch(WindowsObjectsTest::hasName)) {
            list.forEach(item -> flatten(path + "[" + ((Map<?, ?>) item).get("name") + "]", item, fields));
        } else {
            fields.put(path, shown(value));
        }
    }

    private static boolean hasName(Object item) {
        return item instanceof Map<?, ?> map && map.containsKey("name");
    }

    /** What containers run stands in files of its own. */
    private static String shown(Object value) {
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(item instanceof String text && text.length() > 100 ? "(script)" : item));
            return YamlScalar.flow(items);
        }
        return YamlScalar.flow(value);
    }
}
