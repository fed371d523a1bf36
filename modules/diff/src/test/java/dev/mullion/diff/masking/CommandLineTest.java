package dev.mullion.diff.masking;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where commands and their words begin and end. */
class CommandLineTest {
    /** Unless that goes on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "net user app\nb8Kd02mV",
                "net user app \\\n b8Kd02mV -> net user app \\\n [secret]",
                "net user app `\n b8Kd02mV -> net user app `\n [secret]",
                "net user app ^\n b8Kd02mV -> net user app ^\n [secret]",
                "net user app \\\r\n b8Kd02mV -> net user app \\\r\n [secret]",
                "net user app ^\r\n b8Kd02mV -> net user app ^\r\n [secret]",
                "net user app \\ b8Kd02mV",
                "net user app ^b8Kd02mV -> net user app [secret]",
                "net user app,\nb8Kd02mV -> net user app,\n[secret]",
                "'net', 'user', [\n'app', 'b8Kd02mV' -> 'net', 'user', [\n'app', '[secret]'",
                "net user app (\nb8Kd02mV -> net user app (\n[secret]",
                "net user app )\nb8Kd02mV",
                "net user app\r\nb8Kd02mV",
                "net user app x\nnet user other b8Kd02mV -> net user app x\nnet user other [secret]",
            })
    void commandEndsWithItsLine(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net user app; b8Kd02mV",
                "net user app | b8Kd02mV",
                "net user app & b8Kd02mV",
                "net user app;net user app b8Kd02mV;x -> net user app;net user app [secret];x",
                "net user app b8Kd02mV|x -> net user app [secret]|x",
                "net user app b8Kd02mV&x -> net user app [secret]&x",
            })
    void commandEndsWithASeparator(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x (net user app b8Kd02mV) -> x (net user app [secret])",
                "x [net user app b8Kd02mV] -> x [net user app [secret]]",
                "x {net user app b8Kd02mV} -> x {net user app [secret]}",
                "x $(net user app b8Kd02mV) -> x $(net user app [secret])",
                "x @(net user app b8Kd02mV) -> x @(net user app [secret])",
                "x ${net user app b8Kd02mV} -> x ${net user app [secret]}",
                "x \"net user app b8Kd02mV\" -> x \"net user app [secret]\"",
                "x 'net user app b8Kd02mV' -> x 'net user app [secret]'",
                "x 'y \"net user app b8Kd02mV\"' -> x 'y \"net user app [secret]\"'",
                "cmd /c \"net user app 'b8Kd 02mV' /add\" -> cmd /c \"net user app '[secret]' /add\"",
                "x=net user app b8Kd02mV",
                "net $user app b8Kd02mV",
                "net \"user\" 'app' \"b8Kd02mV\" -> net \"user\" 'app' \"[secret]\"",
                "\\\"net\\\" \\\"user\\\" \\\"app\\\" \\\"b8Kd02mV\\\" -> \\\"net\\\" \\\"user\\\" \\\"app\\\" \\\"[secret]\\\"",
                "\\\\\\\"net\\\\\\\" \\\\\\\"user\\\\\\\" \\\\\\\"app\\\\\\\" \\\\\\\"b8Kd02mV\\\\\\\" -> \\\\\\\"net\\\\\\\" \\\\\\\"user\\\\\\\" \\\\\\\"app\\\\\\\" \\\\\\\"[secret]\\\\\\\"",
                "[\"net\",\"user\",\"app\",\"b8Kd02mV\"] -> [\"net\",\"user\",\"app\",\"[secret]\"]",
                "[\"net\", \"user\", \"app\", \"b8Kd02mV\"] -> [\"net\", \"user\", \"app\", \"[secret]\"]",
                "[\"net user app b8Kd02mV\"] -> [\"net user app [secret]\"]",
                "\"net,user,app,b8Kd02mV\"",
                "net user \"\" b8Kd02mV -> net user \"\" [secret]",
            })
    void commandMayStandInsideOfAnother(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Start-Process net -ArgumentList 'user app b8Kd02mV' -> Start-Process net -ArgumentList 'user app [secret]'",
                "Start-Process net -ArgumentList ' user  app b8Kd02mV ' -> Start-Process net -ArgumentList ' user  app [secret] '",
                "Start-Process net -args 'user app b8Kd02mV /add' -> Start-Process net -args 'user app [secret] /add'",
                "Start-Process net -ArgumentList user,app,b8Kd02mV",
                "Start-Process net -ArgumentList 'user','app','b8Kd02mV' -> Start-Process net -ArgumentList 'user','app','[secret]'",
                "Start-Process net -ArgumentList @('user','app','b8Kd02mV') -> Start-Process net -ArgumentList @('user','app','[secret]')",
                "Start-Process net -Other 'user app b8Kd02mV'",
            })
    void argumentsAreWordsOfTheSameCommand(String row) {
        ShownText.check(row);
    }

    /** Unless that was opened inside of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(net user app b8Kd02mV) -> (net user app [secret])",
                "(net user app b8Kd02mV}) -> (net user app [secret]})",
                "net user app b8Kd02mV] -> net user app [secret]]",
                "net user app b8Kd02mV, -> net user app [secret],",
                "net user app b8Kd02mV,) -> net user app [secret],)",
                "net user app b8(Kd) -> net user app [secret]",
                "net user app b8[Kd02] -> net user app [secret]",
                "net user app b8{Kd02} -> net user app [secret]",
                "net user app b8(Kd02), -> net user app [secret],",
                "net user app (b8Kd02mV) -> net user app ([secret])",
                "net user app b8Kd02mV( -> net user app [secret](",
                "net user app b8Kd02mV[{ -> net user app [secret][{",
                "net user app )",
                "net user app {",
            })
    void wordEndsBeforeWhatCloses(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net user app b8\"Kd 02\"mV /add -> net user app [secret] /add",
                "net user app b8'Kd 02'mV /add -> net user app [secret] /add",
                "net user app b8\"Kd02mV /add -> net user app [secret] /add",
                "net user app b8Kd\\02mV /add -> net user app [secret] /add",
                "net user app b8Kd\\\"02mV /add -> net user app [secret] /add",
                "net user app b8\\\"Kd 02\\\"mV /add -> net user app [secret] /add",
                "net user app \"b8Kd\\\"02mV\" /add -> net user app \"[secret]\" /add",
                "net user app 'b8\\'Kd 02 /add -> net user app '[secret]'Kd 02 /add",
                "net user app \u2018b8Kd 02mV\u2019 /add -> net user app \u2018[secret]\u2019 /add",
                "net user app \"b8Kd\n02mV\" /add -> net user app [secret]\n02mV\" /add",
                "net user app=\"b8Kd 02mV\"",
                "net user app ,\"b8Kd 02mV\" -> net user app ,\"[secret]\"",
            })
    void quoteInsideOfAWordIsAPartOfIt(String row) {
        ShownText.check(row);
    }
}
