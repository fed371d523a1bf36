package dev.mullion.diff.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * A document that is held below a limit: some of it always stands, lists end at a whole line with a count of what is
 * missing, and details drop out whole, the largest first.
 */
final class Budget {
    /** How much of something, as hosts count: in UTF-16 units, of which there are never fewer than characters, and UTF-8. */
    record Size(long characters, long bytes) {
        static final Size NONE = new Size(0, 0);

        static Size of(String text) {
            long bytes = 0;
            for (int at = 0; at < text.length(); at++) {
                char c = text.charAt(at);
                // Half of a surrogate pair, which takes four.
                boolean two = c < 0x800 || Character.isSurrogate(c);
                bytes += c < 0x80 ? 1 : two ? 2 : 3;
            }
            return new Size(text.length(), bytes);
        }

        Size plus(Size other) {
            return new Size(characters + other.characters, bytes + other.bytes);
        }

        Size minus(Size other) {
            return new Size(characters - other.characters, bytes - other.bytes);
        }

        boolean fits(Size limit) {
            return characters <= limit.characters && bytes <= limit.bytes;
        }
    }

    /** How many lines of lists and how many details are not in the document. */
    record LeftOut(int lines, int details) {}

    /** Of a list: what stands before and behind its lines, and the line for those that are missing, with {@code %d}. */
    record Frame(String head, String more, String foot) {}

    private static final class Heading {
        final String text;
        boolean shown;

        Heading(String text) {
            this.text = text;
        }
    }

    /** Lines of which the first {@code taken} stand; a detail has one. */
    private static final class Part {
        final Heading heading;
        final Frame frame;
        final List<String> lines;
        final Size size;
        int taken;

        Part(Heading heading, Frame frame, List<String> lines) {
            this.heading = heading;
            this.frame = frame;
            this.lines = lines;
            size = lines.stream().map(Size::of).reduce(frameSize(frame), Size::plus);
        }

        private static Size frameSize(Frame frame) {
            return Size.of(frame.head()).plus(Size.of(frame.foot()));
        }

        /** What the first line costs: with the frame, and a line for others where there are others. */
        Size first() {
            Size more = lines.size() == 1 ? Size.NONE : Size.of(more(lines.size()));
            return frameSize(frame).plus(Size.of(lines.get(0))).plus(more);
        }

        String more(int missing) {
            return String.format(Locale.ROOT, frame.more(), missing);
        }
    }

    private static final Frame BARE = new Frame("", "", "");

    private final Size limit;
    private final Function<LeftOut, String> ending;
    private final List<Part> parts = new ArrayList<>();
    private final List<Part> always = new ArrayList<>();
    private final List<Part> urgent = new ArrayList<>();
    private final List<Part> needed = new ArrayList<>();
    private final List<Part> notices = new ArrayList<>();
    private final List<Part> lists = new ArrayList<>();
    private final List<Part> details = new ArrayList<>();
    private Heading heading = new Heading("");
    private Size used = Size.NONE;

    /**
     * @param ending the last words of a document that is not whole
     */
    Budget(Size limit, Function<LeftOut, String> ending) {
        this.limit = limit;
        this.ending = ending;
    }

    /** What never drops out. */
    void always(String text) {
        add(always, new Part(new Heading(""), BARE, List.of(text)));
    }

    /** Stands where anything of what is added next does. */
    void heading(String text) {
        heading = new Heading(text);
    }

    /** A list that is filled before all others. */
    void urgent(Frame frame, List<String> lines) {
        if (!lines.isEmpty()) {
            add(urgent, new Part(heading, frame, lines));
        }
    }

    /** A list that is filled behind the urgent ones, and whose missing lines the notice tells of. */
    void needed(Frame frame, List<String> lines) {
        if (!lines.isEmpty()) {
            add(needed, new Part(heading, frame, lines));
        }
    }

    /** What stands only where a line that is needed does not. */
    void notice(String text) {
        add(notices, new Part(new Heading(""), BARE, List.of(text)));
    }

    /** A list whose last lines may drop out. */
    void list(Frame frame, List<String> lines) {
        if (!lines.isEmpty()) {
            add(lists, new Part(heading, frame, lines));
        }
    }

    /** What drops out whole. */
    void detail(String text) {
        add(details, new Part(heading, BARE, List.of(text)));
    }

    private void add(List<Part> kind, Part part) {
        kind.add(part);
        parts.add(part);
    }

    void write(Appendable out) throws IOException {
        for (Part part : always) {
            part.taken = 1;
            used = used.plus(part.size);
        }
        if (whole().fits(limit)) {
            parts.forEach(part -> part.taken = part.lines.size());
            notices.forEach(part -> part.taken = 0);
        } else {
            used = used.plus(
                    Size.of(ending.apply(new LeftOut(lines(urgent) + lines(needed) + lines(lists), details.size()))));
            Size others = used;
            fill(urgent);
            fill(needed);
            if (missing(needed) > 0) {
                unfill(others);
                for (Part part : notices) {
                    take(part, part.size, 1);
                }
                fill(urgent);
                fill(needed);
            }
            fill(lists);
            details.stream()
                    .sorted(Comparator.comparing(part -> part.size.characters()))
                    .takeWhile(part -> take(part, part.size, 1))
                    .forEach(part -> {});
        }
        print(out);
    }

    /** Back to what always stands. */
    private void unfill(Size others) {
        used = others;
        for (Part part : parts) {
            if (!always.contains(part)) {
                part.taken = 0;
                part.heading.shown = false;
            }
        }
    }

    private Size whole() {
        List<Part> all = parts.stream().filter(part -> !notices.contains(part)).toList();
        Size whole = all.stream().map(part -> part.size).reduce(Size.NONE, Size::plus);
        return all.stream()
                .map(part -> part.heading)
                .distinct()
                .map(shown -> Size.of(shown.text))
                .reduce(whole, Size::plus);
    }

    /** A line of each list in turn, so that the first of many stacks does not take it all. */
    private void fill(List<Part> from) {
        List<Part> open = new ArrayList<>(from);
        for (int line = 0; !open.isEmpty(); line++) {
            List<Part> still = new ArrayList<>();
            for (Part part : open) {
                Size cost = line == 0 ? part.first() : Size.of(part.lines.get(line));
                if (take(part, cost, line + 1) && line + 1 < part.lines.size()) {
                    still.add(part);
                }
            }
            open = still;
        }
        for (Part part : from) {
            if (part.taken > 1 && part.taken == part.lines.size()) {
                used = used.minus(Size.of(part.more(part.lines.size())));
            }
        }
    }

    private boolean take(Part part, Size cost, int taken) {
        Size with = used.plus(cost);
        if (!part.heading.shown) {
            with = with.plus(Size.of(part.heading.text));
        }
        if (!with.fits(limit)) {
            return false;
        }
        used = with;
        part.heading.shown = true;
        part.taken = taken;
        return true;
    }

    private void print(Appendable out) throws IOException {
        Set<Heading> printed = new HashSet<>();
        for (Part part : parts) {
            if (part.taken == 0) {
                continue;
            }
            if (printed.add(part.heading)) {
                out.append(part.heading.text);
            }
            out.append(part.frame.head());
            for (String line : part.lines.subList(0, part.taken)) {
                out.append(line);
            }
            if (part.taken < part.lines.size()) {
                out.append(part.more(part.lines.size() - part.taken));
            }
            out.append(part.frame.foot());
        }
        LeftOut left = new LeftOut(missing(urgent) + missing(needed) + missing(lists), missing(details));
        if (left.lines() + left.details() > 0) {
            out.append(ending.apply(left));
        }
    }

    private static int lines(List<Part> parts) {
        return parts.stream().mapToInt(part -> part.lines.size()).sum();
    }

    private static int missing(List<Part> parts) {
        return parts.stream().mapToInt(part -> part.lines.size() - part.taken).sum();
    }
}
