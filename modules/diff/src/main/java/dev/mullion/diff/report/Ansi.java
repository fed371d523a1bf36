package dev.mullion.diff.report;

/** Colours of a terminal, or none. Text is escaped before it gets one. */
record Ansi(boolean on) {
    String bold(String text) {
        return sequence("1", "22", text);
    }

    String dim(String text) {
        return sequence("2", "22", text);
    }

    String red(String text) {
        return sequence("31", "39", text);
    }

    String green(String text) {
        return sequence("32", "39", text);
    }

    String yellow(String text) {
        return sequence("33", "39", text);
    }

    String cyan(String text) {
        return sequence("36", "39", text);
    }

    String magenta(String text) {
        return sequence("35", "39", text);
    }

    String inverse(String text) {
        return sequence("7", "27", text);
    }

    private String sequence(String start, String end, String text) {
        return on && !text.isEmpty() ? "\u001b[" + start + "m" + text + "\u001b[" + end + "m" : text;
    }
}
