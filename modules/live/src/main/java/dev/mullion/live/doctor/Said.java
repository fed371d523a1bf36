package dev.mullion.live.doctor;

import dev.mullion.core.text.Visible;

/** What AWS says in its own words, which may hold anything that a program wrote. */
final class Said {
    private static final int MAX_LENGTH = 300;

    private Said() {}

    /** One line, cut where it is long. */
    static String line(String text) {
        return Visible.brief(text.strip().replaceAll("\\s*\\R\\s*", " "), MAX_LENGTH);
    }
}
