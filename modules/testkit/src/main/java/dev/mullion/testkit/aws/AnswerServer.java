package dev.mullion.testkit.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Answers each call by what was recorded for its action, by real HTTP: for what moto lacks, and for what AWS seldom does. */
public final class AnswerServer implements AutoCloseable {
    /** What AWS said. */
    public record Answer(int status, String contentType, String body) {
        /** Of the services that speak JSON, such as SSM. */
        public static Answer json(int status, String body) {
            return new Answer(status, "application/x-amz-json-1.1", body);
        }

        /** Of those that speak XML, such as EC2. */
        public static Answer xml(int status, String body) {
            return new Answer(status, "text/xml;charset=UTF-8", body);
        }

        /** How EC2 refuses. */
        public static Answer ec2Error(int status, String code, String message) {
            return xml(
                    status,
                    "<Response><Errors><Error><Code>" + code + "</Code><Message>" + message
                            + "</Message></Error></Errors><RequestID>1</RequestID></Response>");
        }

        /** How services refuse that speak JSON. */
        public static Answer jsonError(int status, String code, String message) {
            return json(status, "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}");
        }
    }

    static {
        // Else each answer waits for an acknowledgement, some 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private AnswerServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param answers by the action, such as {@code GetParameters} or {@code GET /clusters}; {@code *} for all
     *     others
     */
    public static AnswerServer start(Map<String, Answer> answers) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AnswerServer server = new AnswerServer(http);
        http.createContext("/", exchange -> server.answer(exchange, answers));
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** A port where connections are taken and cut at once. */
    public static ServerSocket resetting() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                    connection.setSoLinger(true, 0);
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    /** A port where connections are taken, and nothing ever answers. */
    public static ServerSocket hanging() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A port where an answer begins at once and then comes byte by byte, some a second, and never ends. */
    public static ServerSocket dripping(String begin) throws IOException {
        ServerSocket socket = hanging();
        Thread thread = new Thread(() -> {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                    connection.getOutputStream().write(begin.getBytes(UTF_8));
                    while (true) {
                        connection.getOutputStream().write('a');
                        Thread.sleep(100);
                    }
                } catch (IOException e) {
                    // that one is cut, or the port is closed
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    /** A port where an answer begins and goes on as fast as it is taken, and never ends. */
    public static ServerSocket flooding(String begin) throws IOException {
        ServerSocket socket = hanging();
        byte[] more = "a".repeat(1 << 16).getBytes(UTF_8);
        Thread thread = new Thread(() -> {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                    connection.getOutputStream().write(begin.getBytes(UTF_8));
                    while (true) {
                        connection.getOutputStream().write(more);
                    }
                } catch (IOException e) {
                    // that one is cut, or the port is closed
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    /** Where such a port is. */
    public static URI url(ServerSocket socket) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void answer(HttpExchange exchange, Map<String, Answer> answers) throws IOException {
        @Nullable String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String action = action(exchange, target, body);
        asked.add(action);
        Answer answer = Optional.ofNullable(answers.get(action))
                .orElseGet(() -> Objects.requireNonNull(answers.get("*"), action));
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** What is asked for: by its header, in its form, or of services such as EKS by its path. */
    private static String action(HttpExchange exchange, @Nullable String target, String body) {
        if (target != null) {
            return target.substring(target.indexOf('.') + 1);
        }
        return body.contains("Action=")
                ? body.replaceFirst("(?s)^.*?\\bAction=(\\w+).*$", "$1")
                : exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    }

    /** Every action that was asked for, in its order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** What {@code --endpoint-url} takes. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
