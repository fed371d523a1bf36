package dev.mullion.review.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the token may go; what hosts answer is tested beside their classes. */
class ExchangeTest {
    private final FakeGitHub host = new FakeGitHub();

    @AfterEach
    void stop() {
        host.close();
    }

    private Exchange exchange(String api) {
        return new Exchange(
                URI.create(api),
                Map.of("Authorization", "Bearer " + FakeHost.TOKEN),
                Optional.empty(),
                Secrets.of(Map.of("GITHUB_TOKEN", FakeHost.TOKEN)),
                host::pause,
                Limits.DEFAULT);
    }

    @Test
    void thePagesOfTheHostAreAsked() {
        assertThat(exchange(host.address() + "/api")
                        .get(URI.create(host.address() + "/user"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theTokenIsNotSentInTheClearWhereTheApiIsNot() {
        String address = host.address();
        Exchange exchange = exchange(address.replace("http:", "https:"));

        assertThatThrownBy(() -> exchange.get(URI.create(address + "/repos/acme/shop/issues/12/comments?page=2")))
                .isInstanceOf(PostException.class)
                .hasMessage("127.0.0.1 points to " + address.replace("http://", "")
                        + ", which does not get the token; use the host's own API address");
        assertThat(host.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.github.test, https://api.github.test.example.com/x, api.github.test.example.com",
        "https://api.github.test, https://example.com/api.github.test, example.com",
        "https://api.github.test, https://api.github.test@example.com/x, api.github.test@example.com",
        "https://api.github.test, https://me@api.github.test/x, me@api.github.test",
        "https://api.github.test, https://api.github.test:8443/x, api.github.test:8443",
        "https://api.github.test:8443, https://api.github.test/x, api.github.test",
        "https://api.github.test, http://api.github.test/x, api.github.test",
        "https://api.github.test, ftp://api.github.test/x, api.github.test",
        "https://api.github.test, https:x, https:x",
    })
    void theTokenGoesToNoOtherAddress(String api, String page, String shown) {
        assertThatThrownBy(() -> exchange(api).get(URI.create(page)))
                .isInstanceOf(PostException.class)
                .hasMessage("api.github.test points to " + shown
                        + ", which does not get the token; use the host's own API address");
    }

    @ParameterizedTest
    @CsvSource({"//127.0.0.1:1/steal", "https://127.0.0.1:1/steal", "http://127.0.0.2:1/steal"})
    void aNextPageElsewhereIsNotFollowed(String next) {
        host.faults.add(new FakeHost.Fault("GET ", 200, Map.of("Link", "<" + next + ">; rel=\"next\""), "[]", false));

        assertThatThrownBy(() -> host.gitHub().find(new Marker("x")))
                .isInstanceOf(PostException.class)
                .hasMessageEndingWith(", which does not get the token; use the host's own API address");
        assertThat(host.requests).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        FakeGitHub other = new FakeGitHub();
        host.faults.add(new FakeHost.Fault("GET ", 302, Map.of("Location", other.address() + "/user"), "", false));

        assertThat(exchange(host.address())
                        .get(URI.create(host.address() + "/user"))
                        .status())
                .isEqualTo(302);
        assertThat(other.requests).isEmpty();
        other.close();
    }
}
