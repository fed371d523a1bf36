package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

/** What a reader gets of a text. */
final class ShownText {
    private ShownText() {}

    static String of(String text) {
        Masker masker = new Masker(new KnownSecrets.Builder().build());
        return masker.show(masker.mask(text), "", "");
    }

    /** @param row a text that stays, or {@code text -> what is shown of it} */
    static void check(String row) {
        String[] sides = row.split(" -> ", -1);

        assertThat(of(sides[0])).isEqualTo(sides[sides.length - 1]);
    }
}
