package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HtmlSentenceTest {
    private static final Map<String, String> NAMES = Map.of("web-group", "r7", "db.main", "r8", "web", "r9");

    @Test
    void namesOfResourcesAreLinksAtTheirFirstMention() {
        assertThat(linked("the refresh of web-group (db.main: now) ends web-group.", "web", "r9"))
                .isEqualTo("the refresh of [web-group r7] ([db.main r8]: now) ends web-group.");
    }

    @Test
    void ownNameIsALinkWhereItIsAWord() {
        assertThat(linked("web-one, webs and web: it is web", "web", "r9"))
                .isEqualTo("web-one, webs and [web r9]: it is web");
        assertThat(linked("a name with blanks goes", "name with blanks", "r3"))
                .isEqualTo("a [name with blanks r3] goes");
    }

    @Test
    void resourceThatStaysIsNoLink() {
        assertThat(linked("api stays", "api", "")).isEqualTo("api stays");
    }

    @Test
    void textIsTheSentence() {
        String sentence = " .web-group:: (x) \u202e ";

        assertThat(of(sentence, "", "").text()).isEqualTo(sentence);
    }

    private static HtmlSentence of(String sentence, String own, String target) {
        return HtmlSentence.of(
                sentence, new HtmlLink(own, target), word -> new HtmlLink(word, NAMES.getOrDefault(word, "")));
    }

    private static String linked(String sentence, String own, String target) {
        return of(sentence, own, target).parts().stream()
                .map(part -> part.target().isEmpty() ? part.name() : "[" + part.name() + " " + part.target() + "]")
                .collect(Collectors.joining());
    }
}
