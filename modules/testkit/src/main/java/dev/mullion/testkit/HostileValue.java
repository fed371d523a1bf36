package dev.mullion.testkit;

/** Strings that break out of careless quoting, for every place that turns a value into text. */
public enum HostileValue {
    QUOTE("o'brien'; Stop-Computer; '"),
    CURLY_QUOTE_LEFT("o\u2018brien"),
    CURLY_QUOTE_RIGHT("o\u2019brien"),
    CURLY_QUOTE_LOW("o\u201Abrien"),
    CURLY_QUOTE_REVERSED("o\u201Bbrien"),
    DOUBLE_QUOTE("say \"$env:PATH\""),
    SUBEXPRESSION("$(Stop-Computer)"),
    VARIABLE("${env:PATH} $x"),
    INTERPOLATION("[=x] [#if x] ${x} #{x} {{x}}"),
    BACKTICK("a`nb`"),
    BACKSLASH("C:\\a\\"),
    NEWLINE("a\nb"),
    CARRIAGE_RETURN("a\rb"),
    TAB("a\tb"),
    NUL("a\0b"),
    USER_DATA_END("</powershell>"),
    USER_DATA_TAG("<Script>"),
    EMPTY(""),
    SPACE(" "),
    LONG("x".repeat(10_000)),
    EMOJI("\uD83D\uDE80"),
    LONE_SURROGATE("\uD83D"),
    RIGHT_TO_LEFT_MARK("a\u200Fb"),
    BYTE_ORDER_MARK("\uFEFFa"),
    HERE_STRING("@'"),
    HERE_STRING_END("'@"),
    DOUBLE_HERE_STRING_END("\"@"),
    BATCH_VARIABLE("%PATH%"),
    SEMICOLON("a; b"),
    PIPE("a | b"),
    COMMENT("a # b"),
    BLOCK_COMMENT_END("#>"),
    BRACES("} catch {"),
    YAML_BOOLEAN("no"),
    YAML_MAP("a: b");

    private final String value;

    HostileValue(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }
}
