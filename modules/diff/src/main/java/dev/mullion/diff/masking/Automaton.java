package dev.mullion.diff.masking;

import java.util.Arrays;

/**
 * Aho-Corasick over characters: finds any of many words in one pass. The edge to the next state goes without saying, as
 * nearly all do where words are long; the others live in one open hash table, since a map for every state would take ten
 * times the room.
 */
final class Automaton {
    private static final int NONE = -1;

    private int states = 1;
    private int[] parent = new int[64];
    private int[] depth = new int[64];
    private char[] via = new char[64];
    private int[] fallback = new int[64];
    private int[] longest = new int[64];

    /** Whether a state has edges in the table. */
    private boolean[] branches = new boolean[64];

    /** The edges of the state that most characters of most texts lead to, by characters of ASCII. */
    private final int[] first = new int[128];

    private int edges;
    private int mask = 127;
    private long[] keys = new long[128];
    private int[] targets = new int[128];

    Automaton() {
        Arrays.fill(targets, NONE);
    }

    boolean isEmpty() {
        return states == 1;
    }

    void insert(String word) {
        int state = 0;
        for (int i = 0; i < word.length(); i++) {
            int next = edge(state, word.charAt(i));
            state = next == NONE ? grow(state, word.charAt(i)) : next;
        }
        longest[state] = word.length();
    }

    /** To be called once, after the last word. */
    void link() {
        int[] byDepth = new int[states];
        int deepest = 0;
        for (int state = 0; state < states; state++) {
            deepest = Math.max(deepest, depth[state]);
        }
        int[] from = new int[deepest + 2];
        for (int state = 0; state < states; state++) {
            from[depth[state] + 1]++;
        }
        for (int i = 1; i < from.length; i++) {
            from[i] += from[i - 1];
        }
        for (int state = 0; state < states; state++) {
            byDepth[from[depth[state]]++] = state;
        }
        for (int state : byDepth) {
            if (depth[state] > 1) {
                fallback[state] = step(fallback[parent[state]], via[state]);
                longest[state] = Math.max(longest[state], longest[fallback[state]]);
            }
        }
    }

    int step(int state, char character) {
        int at = state;
        while (at != 0) {
            int next = edge(at, character);
            if (next != NONE) {
                return next;
            }
            at = fallback[at];
        }
        return character < first.length ? first[character] : Math.max(0, edge(0, character));
    }

    /** The length of the longest word that ends in this state, or 0. */
    int longest(int state) {
        return longest[state];
    }

    private int grow(int state, char character) {
        if (states == parent.length) {
            int size = states * 2;
            parent = Arrays.copyOf(parent, size);
            depth = Arrays.copyOf(depth, size);
            via = Arrays.copyOf(via, size);
            fallback = Arrays.copyOf(fallback, size);
            longest = Arrays.copyOf(longest, size);
            branches = Arrays.copyOf(branches, size);
        }
        parent[states] = state;
        depth[states] = depth[state] + 1;
        via[states] = character;
        if (states != state + 1) {
            branches[state] = true;
            put(key(state, character), states);
        }
        if (state == 0 && character < first.length) {
            first[character] = states;
        }
        return states++;
    }

    private static long key(int state, char character) {
        return ((long) state << 16) | character;
    }

    private int slot(long key) {
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (targets[slot] != NONE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int edge(int state, char character) {
        int next = state + 1;
        if (next < states && parent[next] == state && via[next] == character) {
            return next;
        }
        return branches[state] ? targets[slot(key(state, character))] : NONE;
    }

    private void put(long key, int target) {
        edges++;
        if (edges * 2 > mask) {
            long[] oldKeys = keys;
            int[] oldTargets = targets;
            mask = mask * 2 + 1;
            keys = new long[mask + 1];
            targets = new int[mask + 1];
            Arrays.fill(targets, NONE);
            for (int i = 0; i < oldTargets.length; i++) {
                if (oldTargets[i] != NONE) {
                    int slot = slot(oldKeys[i]);
                    keys[slot] = oldKeys[i];
                    targets[slot] = oldTargets[i];
                }
            }
        }
        int slot = slot(key);
        keys[slot] = key;
        targets[slot] = target;
    }
}
