package dev.mullion.diff.report;

import static dev.mullion.diff.report.SampleReports.added;
import static dev.mullion.diff.report.SampleReports.deleted;
import static dev.mullion.diff.report.SampleReports.script;
import static dev.mullion.diff.report.SampleReports.update;
import static dev.mullion.diff.report.SampleReports.urn;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Comparison.Mask;
import dev.mullion.diff.Finding;
import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Kind;
import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.PropertyChange.Span;
import dev.mullion.diff.PropertyChange.Text;
import dev.mullion.diff.PropertyChange.Value;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.testkit.HostileValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Reports that try to break out of every format, to ping, to link, to run and to hide. */
public final class HostileReports {
    private HostileReports() {}

    /** Case to report; each says of itself what it tries. */
    public static Map<String, Report> all() {
        Map<String, Report> reports = new LinkedHashMap<>();
        texts().forEach(text -> reports.put("everywhere: " + Visible.brief(text, 40), everywhere(text)));
        reports.put("all in one", everyText());
        reports.put("long lines", longLines());
        reports.put("5,000 resources", many(5_000));
        reports.put("200 resources of 200 lines", manyScripts());
        reports.put("empty strings", everywhere(""));
        reports.put("60 stacks", manyStacks());
        reports.put("failures", failures());
        reports.put("a resource without properties", bare());
        return reports;
    }

    /** Single texts, each of which means something to some format. */
    public static Set<String> texts() {
        Set<String> texts = new LinkedHashSet<>();
        Stream.of(HostileValue.values()).map(HostileValue::value).forEach(texts::add);
        for (int length = 1; length <= 9; length++) {
            texts.add("`".repeat(length));
            texts.add("~".repeat(length));
        }
        texts.add("`".repeat(300));
        texts.add("~".repeat(300));
        texts.addAll(List.of(
                "```diff\n- a\n```\n# heading\n\n<img src=x onerror=alert(1)>",
                "~~~\n~~~",
                "`a` ``b`` ```c```",
                "` leading",
                "trailing `",
                "\\`",
                "\\",
                "a\\|b",
                "a|b|c",
                "a\\\\|b",
                "| a | b |\n|---|---|\n| c | d |",
                "\n\n",
                "\r",
                "a\r\nb",
                "\t",
                "    four spaces",
                "</script><script>alert(1)</script>",
                "<script>alert(1)</script>",
                "</details></summary>",
                "<details><summary>x",
                "</code></pre>",
                "<powershell>",
                "</powershell>",
                "<!--",
                "-->",
                "<!-- mullion: shop/dev -->",
                "--!>",
                "<![CDATA[ x ]]>",
                "]]>",
                "<?php echo 1 ?>",
                "</style></textarea></title></template>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' onmouseover='alert(1)",
                "&lt;b&gt; &amp; &#64;octocat &#x40;octocat",
                "@octocat",
                "@octo-org/team",
                "hello @octocat, @all and user@example.com",
                "#123",
                "GH-123",
                "octo-org/repo#123",
                "JIRA-123",
                "0123456789abcdef0123456789abcdef01234567",
                "deadbeef1",
                "octocat@0123456789abcdef0123456789abcdef01234567",
                "!123 %milestone ~label $snippet &epic ^alert %\"a b\"",
                "https://example.com/x?a=b&c=d",
                "www.example.com",
                "ftp://example.com mailto:a@b.example xmpp:a@b.example",
                "<https://example.com>",
                "[x](https://example.com)",
                "![x](https://example.com/x.png)",
                "[x]: https://example.com",
                "[^1]: note",
                "[^1]",
                ":smile: :+1:",
                "$x^2$ and $$y$$ and $`z`$",
                "```math\nx\n```",
                "```mermaid\ngraph TD\n```",
                "- [ ] task",
                "- [x] done",
                "> [!NOTE]\n> note",
                "# heading",
                "heading\n===",
                "---",
                "***",
                "1. one",
                "* star",
                "+ plus",
                "**bold** __bold__ *i* _i_ ~~s~~",
                "/close",
                "/close\n/assign @me\n/label ~bug",
                "::error file=a,line=1::broken",
                "::set-output name=x::y",
                "##[group]x",
                "##vso[task.setvariable variable=x]y",
                "end",
                "click n1 \"https://example.com\"",
                "%%{init: {\"theme\":\"dark\"}}%%",
                "subgraph x",
                "style n1 fill:#f00;",
                "graph TD; A-->B",
                "n1[\"a\"]",
                "]\"); alert(1)",
                "#quot; #35; #lt;",
                "\u001b[31mred\u001b[0m \u001b]8;;https://example.com\u0007link\u001b]8;;\u0007",
                "\u009b31m",
                "\b\b\b\u007f",
                "a\0b",
                "\u202egnp.exe\u202c",
                "\u2066a\u2069 \u2067b\u2069 \u2068c\u2069",
                "\u200e\u200f\u061c",
                "a\u200bb\u200cc\u200dd\u2060e\ufefff",
                "soft\u00adhyphen nbsp\u00a0nbsp \u3000",
                "\u2028line\u2029paragraph\u0085next",
                "\udb40\udc41\udb40\udc42 tags",
                "\ufe0f\udb40\udd00 selectors",
                "\u3164\u115f\uffa0\u2800 blanks",
                "\ud83d lone high",
                "lone low \ude80",
                "\ude80\ud83d",
                "\uffff\ufffe",
                "e" + "\u0301".repeat(60),
                "[-old-]{+new+}",
                "@@ -1,1 +1,1 @@",
                "--- a\n+++ b",
                "{{ 7 * 7 }} ${7*7} <%= 7 %> [=7]",
                "=cmd|' /C calc'!A0",
                "CON",
                "../../etc/passwd",
                "%s %d %n",
                "null",
                "__proto__"));
        return texts;
    }

    /** The text in every place where a plan can bring one. */
    public static Report everywhere(String text) {
        String urn = urn("aws:ec2/launchTemplate:LaunchTemplate", text);
        String other = urn(text, text);
        List<Line> lines = new Merged()
                .same("before", text)
                .removed(text, "old " + text)
                .added("new " + text, text)
                .changed(text, text + "a", text + "b", text)
                .changed("x".repeat(300) + text, text + "a", text + "b", text + "y".repeat(300))
                .lines();
        ResourceChange replaced = new ResourceChange(
                "replace",
                urn,
                "aws:ec2/launchTemplate:LaunchTemplate",
                text,
                Optional.of(other),
                List.of(text, other),
                List.of(new ReplaceReason(text, true, text), new ReplaceReason("a" + text + "b", false, "table")),
                List.of(
                        update(text, text, text + "x"),
                        added("a[\"" + text + "\"]", "\"" + text + "\""),
                        deleted("b." + text, text),
                        script(text, text, text, lines),
                        script("userData", "powershell", "base64", lines),
                        new PropertyChange(
                                text,
                                Kind.UPDATE,
                                Replaces.MAY,
                                Noise.TAGS,
                                new Value(Optional.of(text), Optional.of(text)))));
        ResourceChange deleted = new ResourceChange(
                "delete", other, text, text, Optional.empty(), List.of(urn), List.of(), List.of(deleted(text, text)));
        ResourceChange odd = new ResourceChange(
                text, text, text, text, Optional.of(text), List.of(urn), List.of(), List.of(added(text, text)));
        ResourceChange may = new ResourceChange(
                "update",
                text + "x",
                text,
                text + " x",
                Optional.of(urn),
                List.of(),
                List.of(new ReplaceReason(text, false, text)),
                List.of(update(text, text, text)));
        SortedMap<String, Integer> counts = new TreeMap<>(Map.of("replace", 1, "delete", 1, "update", 1, "same", 7));
        counts.merge(text, 1, Integer::sum);
        Comparison comparison = new Comparison(
                text,
                text + "x",
                counts,
                List.of(
                        new Finding(Severity.DANGER, FindingId.DATA_LOST, urn, text),
                        new Finding(
                                Severity.WARNING,
                                FindingId.IAM_WIDENS,
                                text,
                                "role " + text + " widens: " + text + " (" + text + ")"),
                        new Finding(Severity.NOTE, FindingId.RENAMED, "", "\"" + text + "\"")),
                List.of(replaced, odd, may, deleted),
                List.of(new Mask(urn, text, text), new Mask("", "a." + text, "marked secret")),
                List.of(text, "warning: " + text),
                List.of(text, "Read from " + text),
                List.of(update(text, text, text + "x"), update("a:b", text, text)));
        return new Report(
                text, text + "x", List.of(comparison, new Report.Failure(text, text, List.of(text, "a " + text))));
    }

    private static Report everyText() {
        List<ResourceChange> changes = new ArrayList<>();
        for (String text : texts()) {
            changes.add(new ResourceChange(
                    "update",
                    urn("a:b:C", text),
                    "a:b:C",
                    text,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(
                            update(text, text, text + "x"),
                            script(text, "text", "", new Merged().added(text).lines()))));
        }
        return report(changes, "update");
    }

    private static Report longLines() {
        String line = "x".repeat(60_000);
        String words = "word ".repeat(12_000);
        List<Line> lines = new Merged()
                .same(line, words)
                .removed(line)
                .added(words)
                .changed(line, "old", "new", line)
                .changed("", line, words, "")
                .changed("`".repeat(60_000), "a", "b", "</details>".repeat(6_000))
                .lines();
        return report(
                List.of(new ResourceChange(
                        "replace",
                        urn("a:b:C", line),
                        line,
                        line,
                        Optional.empty(),
                        List.of(),
                        List.of(new ReplaceReason(line, true, line)),
                        List.of(update(line, line, words), script("userData", "powershell", "base64", lines)))),
                "replace");
    }

    /** So many replaced resources that not even the summary fits. */
    public static Report many(int number) {
        return many(number, i -> "aws:ec2/instance:Instance");
    }

    /** Each of another type. */
    static Report manyTypes(int number) {
        return many(number, i -> "aws:ec2:Type" + i);
    }

    private static Report many(int number, IntFunction<String> types) {
        List<ResourceChange> changes = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String name = "resource-" + i;
            String type = types.apply(i);
            changes.add(new ResourceChange(
                    "replace",
                    urn(type, name),
                    type,
                    name,
                    i == 0 ? Optional.empty() : Optional.of(urn("aws:ec2/instance:Instance", "resource-0")),
                    List.of(),
                    List.of(new ReplaceReason("ami", true, "Pulumi")),
                    List.of(update("ami", "\"ami-1\"", "\"ami-2\""))));
        }
        return report(changes, "replace");
    }

    private static Report manyScripts() {
        List<ResourceChange> changes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Merged script = new Merged();
            for (int line = 0; line <= i; line++) {
                script.added("Write-Log 'line " + line + "' ```");
            }
            changes.add(new ResourceChange(
                    "update",
                    urn("a:b:C", "r" + i),
                    "a:b:C",
                    "r" + i,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(script("userData", "powershell", "base64", script.lines()))));
        }
        return report(changes, "update");
    }

    private static Report manyStacks() {
        List<Report.Entry> stacks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String stack = "stack-" + i;
            stacks.add(
                    i % 3 == 0
                            ? new Report.Failure("shop", stack, List.of("Pulumi." + stack + ".yaml:1:1: no"))
                            : i % 3 == 1
                                    ? new Comparison(
                                            "shop",
                                            stack,
                                            new TreeMap<>(Map.of("same", 3)),
                                            List.of(),
                                            List.of(),
                                            List.of(),
                                            List.of(),
                                            List.of())
                                    : (Comparison) many(40).stacks().get(0));
        }
        return new Report("main", "head", stacks);
    }

    private static Report failures() {
        List<String> problems = new ArrayList<>(texts());
        problems.add("x".repeat(60_000));
        for (int i = 0; i < 2_000; i++) {
            problems.add("Pulumi.dev.yaml:" + i + ":1: /close @octocat");
        }
        return new Report("a", "b", List.of(new Report.Failure("shop", "dev", problems)));
    }

    private static Report bare() {
        return report(
                List.of(
                        new ResourceChange("update", "", "", "", Optional.empty(), List.of(), List.of(), List.of()),
                        new ResourceChange(
                                "update",
                                "u",
                                "t",
                                "n",
                                Optional.of("u"),
                                List.of("u"),
                                List.of(),
                                List.of(
                                        new PropertyChange(
                                                "",
                                                Kind.UPDATE,
                                                Replaces.NO,
                                                Noise.NONE,
                                                new Value(Optional.empty(), Optional.empty())),
                                        new PropertyChange(
                                                "empty",
                                                Kind.UPDATE,
                                                Replaces.NO,
                                                Noise.NONE,
                                                new Text("", "", List.of())),
                                        script("no spans", "", "", List.of(new Line(0, 1, List.of()))),
                                        script(
                                                "empty span",
                                                "",
                                                "",
                                                List.of(new Line(1, 0, List.of(new Span("", true)))))))),
                "update");
    }

    private static Report report(List<ResourceChange> changes, String operation) {
        return new Report(
                "main",
                "head",
                List.of(new Comparison(
                        "shop",
                        "dev",
                        new TreeMap<>(Map.of(operation, changes.size())),
                        List.of(),
                        changes,
                        List.of(),
                        List.of(),
                        List.of())));
    }
}
