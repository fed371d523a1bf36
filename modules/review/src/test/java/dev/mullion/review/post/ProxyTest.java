package dev.mullion.review.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
    private static final Marker MARKER = Marker.of("preview", "shop", List.of("dev"));
    private static final String NOWHERE = "http://github.nowhere.invalid";

    private final FakeGitHub host = new FakeGitHub();

    @AfterEach
    void stop() {
        host.close();
    }

    private void post(Map<String, String> variables) {
        CommentPublisher.post(
                host.gitHub(variables, Optional.of(12)).orElseThrow(), MARKER, MARKER.line() + "\none", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"})
    void aHostIsReachedThroughIt(String variable) {
        post(Map.of("GITHUB_API_URL", NOWHERE, variable, host.address()));

        assertThat(host.comments).hasSize(1);
        assertThat(host.requests).allSatisfy(request -> assertThat(request.headers())
                .containsEntry("host", "github.nowhere.invalid")
                .containsEntry("authorization", "Bearer " + FakeHost.TOKEN)
                .doesNotContainKey("proxy-authorization"));
    }

    @Test
    void itGetsItsUserAndPassword() {
        post(Map.of(
                "GITHUB_API_URL", NOWHERE, "http_proxy", host.address().replace("://", "://me%40acme:p+w%2F1@") + "/"));

        assertThat(host.requests).allSatisfy(request -> assertThat(request.headers())
                .containsEntry("proxy-authorization", "Basic bWVAYWNtZTpwK3cvMQ=="));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "127.0.0.1",
                "localhost,127.0.0.1",
                "*",
                "10.0.0.1 127.0.0.1",
                ".0.0.1",
            })
    void whatNeedsNoneIsReachedDirectly(String direct) {
        post(Map.of("http_proxy", "proxy.nowhere.invalid:3128", "no_proxy", direct));

        assertThat(host.comments).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.0.0.1", "127.0.0.1:1", "", "nowhere.invalid"})
    void whatIsNotListedIsNot(String direct) {
        Map<String, String> variables = new TreeMap<>(Map.of("http_proxy", "proxy.nowhere.invalid:3128"));
        variables.put("NO_PROXY", direct);

        assertThatThrownBy(() -> post(variables))
                .isInstanceOf(PostException.class)
                .hasMessage(
                        "can not reach 127.0.0.1: no such host; is the proxy proxy.nowhere.invalid:3128 (http_proxy)"
                                + " the right one?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy",
                "https://proxy:3128",
                "socks5://proxy:1080",
                "http://proxy:99999",
                "a b:1",
                "http://x:y@",
                "http://x%zz@proxy:3128"
            })
    void anAddressOfAnotherFormIsRefused(String address) {
        assertThatThrownBy(() -> post(Map.of("GITHUB_API_URL", "https://api.github.test", "HTTPS_PROXY", address)))
                .isInstanceOf(PostException.class)
                .hasMessage("HTTPS_PROXY is no address of an HTTP proxy, such as http://proxy.example.com:3128");
    }

    @Test
    void aTunnelIsAskedForWithUserAndPasswordAndTheTokenStaysInside() throws Exception {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread proxy = new Thread(() -> refuse(server, asked));
            proxy.start();
            String address = "me:secret@127.0.0.1:" + server.getLocalPort();

            assertThat(posting(address))
                    .isEqualTo("the proxy 127.0.0.1:" + server.getLocalPort()
                            + " (https_proxy) asks for another user or password (407), as in"
                            + " http://USER:PASSWORD@HOST:PORT");
            proxy.join();
        }

        assertThat(asked)
                .contains("CONNECT api.github.test:443 HTTP/1.1", "Proxy-Authorization: Basic bWU6c2VjcmV0")
                .noneMatch(line -> line.contains(FakeHost.TOKEN));
    }

    /** Whether Java gives a proxy a password is settled by the first client of a JVM, which may be another test's. */
    private static String posting(String proxy) throws IOException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProxyTest.class.getName(),
                        proxy)
                .redirectErrorStream(true)
                .start();
        return new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** In a JVM of its own: posts through the proxy and prints what comes of it. */
    public static void main(String[] proxy) {
        ReportPublisher.allowPasswordsOfProxies();
        try (FakeGitHub unused = new FakeGitHub()) {
            GitHub gitHub = unused.gitHub(
                            Map.of("GITHUB_API_URL", "https://api.github.test", "https_proxy", proxy[0]),
                            Optional.of(12))
                    .orElseThrow();
            CommentPublisher.post(gitHub, MARKER, MARKER.line(), false);
        } catch (PostException e) {
            System.out.print(e.getMessage());
        }
    }

    private static void refuse(ServerSocket server, List<String> asked) {
        try (Socket socket = server.accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                asked.add(line);
            }
            String refusal = """
                    HTTP/1.1 407 Proxy Authentication Required
                    Proxy-Authenticate: Basic realm="p"
                    Content-Length: 0

                    """;
            socket.getOutputStream().write(refusal.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            asked.add(e.toString());
        }
    }
}
