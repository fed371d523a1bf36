package dev.mullion.live.doctor;

import dev.mullion.core.text.Visible;
import java.io.IOException;
import java.io.Writer;

/** The report as HTML, without anything that a browser would have to fetch or run. */
final class DoctorPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>mullion doctor</title>
            <style>
            :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.2rem; }
            article { border-left: .3rem solid; padding: .1rem 0 .1rem 1rem; margin: 1.2rem 0; }
            .failure { border-color: #c62828; }
            .warning { border-color: #b26a00; }
            .untold { border-color: #777; }
            h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
            p { margin: .2rem 0; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            """;

    private final Writer out;

    DoctorPage(Writer out) {
        this.out = out;
    }

    void write(DoctorReport report, String counted) throws IOException {
        out.append(HEAD);
        out.append("<h1>" + escaped(counted) + "</h1>\n");
        for (DoctorFinding finding : report.findings()) {
            String level = finding.level().word();
            out.append("<article class=\"" + level + "\">\n<h2>"
                    + finding.check().id() + " " + level + ": " + escaped(finding.where()) + "</h2>\n");
            paragraph("", finding.what());
            paragraph("Why: ", finding.check().why());
            paragraph("Do: ", finding.remedy());
            out.append("</article>\n");
        }
        for (String line : report.untold()) {
            out.append("<article class=\"untold\">\n<h2>Not told</h2>\n");
            paragraph("", line);
            out.append("</article>\n");
        }
        out.append("</body>\n</html>\n");
    }

    private void paragraph(String name, String text) throws IOException {
        out.append("<p>" + (name.isEmpty() ? "" : "<b>" + name + "</b>") + escaped(text) + "</p>\n");
    }

    private static String escaped(String text) {
        return Visible.text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
