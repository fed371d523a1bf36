package dev.mullion.preview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.deployment.internal.DeploymentImpl;
import com.pulumi.deployment.internal.Engine;
import com.pulumi.deployment.internal.EngineLogger;
import com.pulumi.deployment.internal.Monitor;
import com.pulumi.deployment.internal.Runner;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The embedded engine stands on internal types of one version of the SDK. When this fails, read them again. */
class PinnedSdkTest {
    @Test
    void isTheVersionThatWasRead() {
        assertThat(DeploymentImpl.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .endsWith("/pulumi-1.36.1.jar");
    }

    @Test
    void asksTheEngineWhatItAsked() {
        assertThat(abstractMethods(Monitor.class))
                .containsExactly(
                        "callAsync",
                        "invokeAsync",
                        "readResourceAsync",
                        "registerPackageAsync",
                        "registerResourceAsync",
                        "registerResourceOutputsAsync",
                        "supportsFeatureAsync");
        assertThat(abstractMethods(Engine.class))
                .containsExactly("getRootResourceAsync", "logAsync", "requirePulumiVersionAsync");
        assertThat(abstractMethods(Runner.class)).containsExactly("registerTask", "runAsync");
        assertThat(abstractMethods(EngineLogger.class)).containsExactly("logAsync");
    }

    @Test
    void registersResourcesAndLooksThingsUpThroughTheMethodsWeOverride() {
        assertThat(Arrays.stream(DeploymentImpl.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .filter(name -> Stream.of(
                                        "readOrRegisterResource",
                                        "registerResourceOutputs",
                                        "invoke",
                                        "invokeAsync",
                                        "call")
                                .anyMatch(name::equals)))
                .hasSize(1 + 1 + 5 + 5 + 6);
    }

    private static Stream<String> abstractMethods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .sorted();
    }
}
