package dev.mullion.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.process.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Maven 3.8.7 says, and what is left of it. */
class JavaProgramTest {
    private static final Path PROJECT = Path.of("/src/shop");

    @Test
    void aCompilersErrorsAreSaidOnceWithoutMavensAdvice() {
        assertThat(problems("""
                        [ERROR] /src/shop/src/main/java/example/Main.java:[43,33] cannot find symbol
                          symbol:   method size(int)
                        [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.14.1:compile (default-compile) on project storefront: Compilation failure
                        [ERROR] /src/shop/src/main/java/example/Main.java:[43,33] cannot find symbol
                        [ERROR]   symbol:   method size(int)
                        [ERROR] -> [Help 1]
                        [ERROR]\s
                        [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
                        """))
                .containsExactly(
                        "src/main/java/example/Main.java:[43,33] cannot find symbol", "  symbol:   method size(int)");
    }

    @Test
    void aMisspeltSetterIsNotTakenForAMissingLibrary() {
        assertThat(problems("""
                        [ERROR] COMPILATION ERROR :\s
                        [ERROR] /src/shop/src/main/java/example/Main.java:[22,25] cannot find symbol
                          symbol:   method minSiz(int)
                          location: class dev.mullion.ecs.EcsWindowsCapacitySpecBuilder
                        [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.14.1:compile (default-compile) on project storefront: Compilation failure
                        [ERROR] /src/shop/src/main/java/example/Main.java:[22,25] cannot find symbol
                        [ERROR]   symbol:   method minSiz(int)
                        [ERROR]   location: class dev.mullion.ecs.EcsWindowsCapacitySpecBuilder
                        [ERROR] -> [Help 1]
                        """))
                .containsExactly(
                        "src/main/java/example/Main.java:[22,25] cannot find symbol",
                        "  symbol:   method minSiz(int)",
                        "  location: class dev.mullion.ecs.EcsWindowsCapacitySpecBuilder");
    }

    @Test
    void librariesThatAreMissingAreNamedWithTheWayToInstallThem() {
        assertThat(problems("""
                        \u001B[0m[ERROR] Failed to execute goal on project storefront: Could not resolve dependencies for project example:storefront:jar:1.0.0: dev.mullion:mullion-ecs:jar:0.0.9 was not found -> [Help 1]
                        [ERROR]\s
                        [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
                        [ERROR] Re-run Maven using the -X switch to enable full debug logging.
                        """))
                .containsExactly(
                        "Failed to execute goal on project storefront: Could not resolve dependencies for project"
                                + " example:storefront:jar:1.0.0: dev.mullion:mullion-ecs:jar:0.0.9 was not found",
                        "the program takes Mullion's libraries from the local Maven repository; `mvn install"
                                + " -Dmaven.test.skip=true` in a clone of Mullion puts that clone's there");
    }

    @Test
    void aProgramThatMakesNoPlanIsToldWhatToEndIn() {
        assertThat(problems("1\n"))
                .containsExactly(
                        "mvn compile exec:java made no plan (it ended with 1); its main has to end in Mullion.run");
    }

    private static List<String> problems(String out) {
        return JavaProgram.problems(new ChildProcess.Ended(1, List.of()), out, PROJECT);
    }
}
