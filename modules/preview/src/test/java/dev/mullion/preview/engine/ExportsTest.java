package dev.mullion.preview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.aws.autoscaling.Group;
import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.eks.Cluster;
import com.pulumi.aws.lb.Listener;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.internal.annotations.ExportMetadata;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportsTest {
    @ParameterizedTest
    @ValueSource(classes = {Cluster.class, Group.class, LaunchTemplate.class, Listener.class, Service.class})
    void readsTheTypesThatTheSdkReads(Class<?> resource) {
        Map<String, String> types = new TreeMap<>();
        Exports.of(resource)
                .forEach((name, declared) -> types.put(name, declared.type().asString()));

        Map<String, String> sdks = new TreeMap<>();
        ExportMetadata.of(resource)
                .forEach((name, export) -> sdks.put(name, export.getDataShape().asString()));
        sdks.keySet().removeAll(Set.of("id", "urn"));
        assertThat(types).isEqualTo(sdks).isNotEmpty();
    }

    @Test
    void refusesAnOutputThatIsNone() {
        assertThatThrownBy(() -> Exports.of(Wrong.class))
                .isInstanceOf(RunException.class)
                .hasMessage("Output field(s) 'name' have incorrect type. @Export annotated fields must be instances of"
                        + " Output<>");
    }

    private static final class Wrong extends ComponentResource {
        @SuppressWarnings("UnusedVariable") // the SDK reads it
        @Export(refs = String.class)
        String name = "";

        Wrong() {
            super("sample:index:Wrong", "wrong");
        }
    }
}
