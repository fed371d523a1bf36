package dev.mullion.core.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a user may have meant by a word that nobody knows. */
final class Nearest {
    private static final int MOST_SLIPS = 2;

    private Nearest() {}

    /** The known word with the fewest slips, or the one that the word is a beginning of, as in memory and memoryMib. */
    static Optional<String> to(String word, List<String> known) {
        String got = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(each -> slips(got, each.toLowerCase(Locale.ROOT)) <= Math.min(MOST_SLIPS, each.length() / 3))
                .min(Comparator.comparingInt((String each) -> slips(got, each.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .or(() -> known.stream()
                        .filter(each -> begins(got, each.toLowerCase(Locale.ROOT)))
                        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())));
    }

    private static boolean begins(String got, String known) {
        return got.length() > 2 && known.length() > 2 && (known.startsWith(got) || got.startsWith(known));
    }

    /** Letters to insert, remove or replace; not counted further than the caller cares. */
    private static int slips(String from, String to) {
        if (Math.abs(from.length() - to.length()) > MOST_SLIPS) {
            return MOST_SLIPS + 1;
        }
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
