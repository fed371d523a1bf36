package dev.mullion.review.post;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mullion.core.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A host on this machine's loopback that keeps comments as GitHub or GitLab does: in pages, each with an author, refusing
 * what has no right token or is too long; a proxy, too, for whoever asks it for another host. Faults can be put before the next requests.
 */
abstract class FakeHost implements AutoCloseable {
    static final String TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    /** A request as it arrived. */
    record Request(String method, String path, Map<String, String> headers, String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    record Stored(long id, String author, String body) {}

    /**
     * What is answered instead of the truth.
     *
     * @param to the start of {@code METHOD /path}
     * @param afterwards whether the request is carried out nevertheless
     */
    record Fault(String to, int status, Map<String, String> headers, String body, boolean afterwards) {
        static Fault of(String to, int status) {
            return new Fault(to, status, Map.of(), "{\"message\":\"a fault\"}", false);
        }
    }

    record Answer(int status, Map<String, String> headers, String body) {
        static Answer json(int status, String body) {
            return new Answer(status, Map.of(), body);
        }
    }

    final List<Stored> comments = new ArrayList<>();
    final List<Request> requests = new CopyOnWriteArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    final Deque<Fault> faults = new ArrayDeque<>();
    Limits limits = Limits.DEFAULT;
    int pageSize = 100;
    int mostCharacters = 65_536;

    private final HttpServer server;
    private long lastId = 9_000_000_000L;

    FakeHost() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    abstract Answer answer(Request request);

    String address() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
    }

    Stored add(String author, String body) {
        Stored stored = new Stored(++lastId, author, body);
        comments.add(stored);
        return stored;
    }

    Stored replace(long id, String body) {
        for (int i = 0; i < comments.size(); i++) {
            if (comments.get(i).id() == id) {
                comments.set(i, new Stored(id, comments.get(i).author(), body));
                return comments.get(i);
            }
        }
        throw new IllegalArgumentException("no comment " + id);
    }

    List<String> asked() {
        return requests.stream().map(Request::toString).toList();
    }

    void pause(Duration duration) {
        pauses.add(duration);
    }

    static String quoted(String text) {
        return JsonText.of(Map.of("x", text)).replaceAll("^\\{\"x\":|\\}$", "");
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        Request request = new Request(
                exchange.getRequestMethod(),
                // A proxy is asked by the whole address.
                exchange.getRequestURI().toString().replaceFirst("^http://[^/]*", ""),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        Answer answer;
        Fault fault = faults.peek();
        if (fault != null && request.toString().startsWith(fault.to())) {
            faults.remove();
            if (fault.afterwards()) {
                answer(request);
            }
            answer = new Answer(fault.status(), fault.headers(), fault.body());
        } else {
            answer = answer(request);
        }
        if (answer.status() == 0) { // as a host that dies
            exchange.close();
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
