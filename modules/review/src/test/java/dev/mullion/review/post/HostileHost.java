package dev.mullion.review.post;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host on this machine's loopback that answers each request by bytes of the test's choice, which no server would write. */
final class HostileHost implements AutoCloseable {
    /** What it does with a request. */
    interface Answer {
        void write(String request, OutputStream out) throws IOException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final Answer answer;

    HostileHost(Answer answer) {
        this.answer = answer;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** The job's variables. */
    Map<String, String> job() {
        return new TreeMap<>(Map.of(
                "GITHUB_TOKEN",
                FakeHost.TOKEN,
                "GITHUB_REPOSITORY",
                "acme/shop",
                "GITHUB_API_URL",
                address(),
                "GITHUB_REF",
                "refs/pull/7/merge",
                "MULLION_GITLAB_TOKEN",
                FakeHost.TOKEN,
                "CI_API_V4_URL",
                address() + "/api/v4",
                "CI_PROJECT_ID",
                "42",
                "CI_MERGE_REQUEST_IID",
                "7"));
    }

    static void write(OutputStream out, int status, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head(out, status, headers + "Content-Length: " + bytes.length + "\r\n");
        out.write(bytes);
        out.flush();
    }

    static void head(OutputStream out, int status, String headers) throws IOException {
        out.write(("HTTP/1.1 " + status + " x\r\n" + headers + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String first = lines.readLine(); first != null; first = lines.readLine()) {
                int length = 0;
                for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                        length = Integer.parseInt(line.substring(16));
                    }
                }
                for (int read = 0; read < length; read++) {
                    lines.read();
                }
                requests.add(first.replace(" HTTP/1.1", ""));
                answer.write(first, socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // whoever asked has gone
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
