package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * What GitHub makes of Markdown, as far as it can be had at home: the HTML of a renderer, what is left of it by the
 * sanitizer, and where the filters behind it look for mentions, references and the like.
 */
final class GitHub {
    private static final List<Extension> EXTENSIONS = List.of(
            TablesExtension.create(),
            StrikethroughExtension.create(),
            AutolinkExtension.create(),
            TaskListItemsExtension.create());

    /** What a report may consist of, all of it on the allow list of github/markup and html-pipeline's sanitizer. */
    private static final Set<String> ALLOWED = Set.of(
            "h2", "h3", "p", "strong", "b", "code", "pre", "ul", "li", "table", "thead", "tbody", "tr", "th", "td",
            "br", "details", "summary");

    /** Where html-pipeline's mention, issue, commit and emoji filters do not look. */
    private static final Set<String> QUIET = Set.of("pre", "code");

    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)((?:\\s+[a-z-]+=\"[^\"<>]*\")*)\\s*/?>");

    private static final Pattern ATTRIBUTES = Pattern.compile("( class=\"language-(diff|mermaid)\")?( lang=\"\\w+\")?");

    private static final Pattern LINKED = Pattern.compile(
            "[@#$~%!&^<>\\[\\]`*_|{}\\\\]|:[\\w+]|/\\w|\\w/|www\\.|://|\\b[0-9a-fA-F]{7,40}\\b|\\b[A-Z]+-\\d");

    private GitHub() {}

    /** The HTML of commonmark-java with the extensions that GitHub has. */
    static String html(String markdown) {
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .build()
                .render(Parser.builder().extensions(EXTENSIONS).build().parse(markdown));
    }

    /** The HTML of GitHub's own renderer. */
    static String cmarkHtml(String markdown) {
        try {
            Process process = new ProcessBuilder(
                            "cmark-gfm",
                            "--unsafe",
                            "-e",
                            "table",
                            "-e",
                            "strikethrough",
                            "-e",
                            "autolink",
                            "-e",
                            "tasklist",
                            "-e",
                            "footnotes")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Thread writer = new Thread(() -> {
                try (var in = process.getOutputStream()) {
                    in.write(markdown.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();
            String html = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            return html;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What the HTML holds of text.
     *
     * @param blocks the text of each {@code pre}
     * @param plain the text outside of code, one entry each piece
     */
    record Page(List<String> blocks, List<String> plain, List<String> summaries) {}

    /** Walks the HTML; fails at a tag or an attribute that is not ours, at one that is not closed, and at plain text that means something. */
    static Page read(String html) {
        List<String> blocks = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        List<String> summaries = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        StringBuilder block = new StringBuilder();
        int at = 0;
        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            text(html.substring(at, tag.start()), open, block, plain, summaries);
            at = tag.end();
            String name = String.valueOf(tag.group(2));
            assertThat(ALLOWED).as("tag %s", tag.group()).contains(name);
            assertThat(String.valueOf(tag.group(3)))
                    .as("attributes of %s", tag.group())
                    .matches(ATTRIBUTES);
            if (name.equals("br")) {
                continue;
            }
            if (String.valueOf(tag.group(1)).isEmpty()) {
                open.push(name);
            } else {
                assertThat(open.pop()).as("what </%s> closes", name).isEqualTo(name);
                if (name.equals("pre")) {
                    blocks.add(block.toString());
                    block.setLength(0);
                }
            }
        }
        text(html.substring(at), open, block, plain, summaries);
        assertThat(open).as("left open").isEmpty();
        return new Page(blocks, plain, summaries);
    }

    private static void text(
            String raw, Deque<String> open, StringBuilder block, List<String> plain, List<String> summaries) {
        assertThat(raw).as("text between tags").doesNotContain("<", ">");
        String text = decoded(raw);
        if (open.contains("pre")) {
            block.append(text);
        } else if (open.stream().noneMatch(QUIET::contains) && !text.isBlank()) {
            assertThat(LINKED.matcher(text).results().map(result -> result.group()))
                    .as("what means something in the plain text \"%s\"", text)
                    .isEmpty();
            plain.add(text);
        }
        if (open.contains("summary")) {
            summaries.add(text);
        }
    }

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d+)|(lt|gt|amp|quot));");

    private static String decoded(String raw) {
        return ENTITY.matcher(raw)
                .replaceAll(entity -> Matcher.quoteReplacement(
                        entity.group(1) != null
                                ? Character.toString(Integer.parseInt(entity.group(1)))
                                : switch (String.valueOf(entity.group(2))) {
                                    case "lt" -> "<";
                                    case "gt" -> ">";
                                    case "quot" -> "\"";
                                    default -> "&";
                                }));
    }
}
