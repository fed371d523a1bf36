package dev.mullion.core.text;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a user may have meant by a word that nobody knows. */
public final class Nearest {
    private static final int MAX_SLIPS = 2;

    private Nearest() {}

    /** The known word with the fewest slips, or the one that the word is a beginning of, as in memory and memoryMib. */
    public static Optional<String> to(String word, List<String> known) {
        String got = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(each -> slips(got, each.toLowerCase(Locale.ROOT))
                        <= Math.max(1, Math.min(MAX_SLIPS, each.length() / 3)))
                .min(Comparator.comparingInt((String each) -> slips(got, each.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .or(() -> known.stream()
                        .filter(each -> begins(got, each.toLowerCase(Locale.ROOT)))
                        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())));
    }

    /**
     * What to say of a value that is none of some: which one was probably meant, or else the advice. Other digits are no slip:
     * a release of another year was meant.
     */
    public static String hint(String word, List<String> known, String advice) {
        List<String> alike =
                known.stream().filter(each -> digits(each).equals(digits(word))).toList();
        return to(word, alike).map(meant -> "did you mean " + meant + "?").orElse(advice);
    }

    private static String digits(String word) {
        return word.replaceAll("\\D", "");
    }

    private static boolean begins(String got, String known) {
        return got.length() > 2 && known.length() > 2 && (known.startsWith(got) || got.startsWith(known));
    }

    /** Letters to insert, remove, replace or swap with their neighbour; not counted further than the caller cares. */
    private static int slips(String from, String to) {
        if (Math.abs(from.length() - to.length()) > MAX_SLIPS) {
            return MAX_SLIPS + 1;
        }
        int[][] slips = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                slips[i][j] =
                        Math.min(slips[i - 1][j - 1] + (same ? 0 : 1), Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[from.length()][to.length()];
    }
}
