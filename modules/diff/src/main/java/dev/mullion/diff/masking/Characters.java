package dev.mullion.diff.masking;

/**
 * A set of characters of ASCII, a bit for each: of how far to shift, Java takes the lowest six bits.
 *
 * @param low those before {@code @}
 * @param high the others
 */
record Characters(long low, long high) {
    private static final Characters ALL = new Characters(-1, -1);

    /** From {@code A} to {@code Z}; 32 bits further are the same in lower case. */
    private static final long CAPITALS = 0x07FF_FFFEL;

    static Characters of(String characters) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            low |= c < 64 ? 1L << c : 0;
            high |= c < 64 ? 0 : 1L << c;
        }
        return new Characters(low, high);
    }

    /**
     * What a text has, its capitals in lower case too. Of one that goes beyond ASCII that is taken to be everything: it may
     * have an ASCII letter for a lower case, such as the sign of Kelvin.
     */
    static Characters inAnyCase(String text) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                return ALL;
            }
            if (c < 64) {
                low |= 1L << c;
            } else {
                high |= 1L << c;
            }
        }
        return new Characters(low, high | (high & CAPITALS) << 32);
    }

    boolean has(char c) {
        return c < 128 && ((c < 64 ? low : high) >>> c & 1) != 0;
    }

    boolean hasAll(Characters others) {
        return (others.low & ~low) == 0 && (others.high & ~high) == 0;
    }

    boolean hasAnyOf(Characters others) {
        return (others.low & low) != 0 || (others.high & high) != 0;
    }
}
