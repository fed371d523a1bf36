package dev.mullion.diff.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one page, spoken to in the DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonFactory JSON = new JsonFactory();

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Map<String, Object>>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Chromium(Process process, URI page, HttpClient client) {
        this.process = process;
        this.socket =
                client.newWebSocketBuilder().buildAsync(page, new Answers()).join();
    }

    /** The browser that {@code MULLION_CHROMIUM} names, or the first on the path. */
    static Optional<Path> find() {
        String named = System.getenv("MULLION_CHROMIUM");
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts the browser with a profile in a directory that goes with it. */
    static Chromium start(Path browser, Path directory) throws IOException, InterruptedException {
        List<String> command = List.of(
                browser.toString(),
                "--headless=new",
                // Its sandbox needs rights that root in a container does not have; the pages are ours.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + directory.resolve("profile"),
                "about:blank");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        // Its socket then lies beside its profile, and goes with it.
        builder.environment().put("TMPDIR", directory.toString());
        Process process = builder.start();
        BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
        String said = errors.readLine();
        while (said != null && !said.startsWith("DevTools listening on ")) {
            said = errors.readLine();
        }
        if (said == null) {
            throw new IOException(browser + " ended before it listened");
        }
        // Whoever does not read what a process writes stops it in the end.
        Thread reader = new Thread(() -> errors.lines().forEach(line -> {}), "chromium");
        reader.setDaemon(true);
        reader.start();
        URI listening = URI.create(said.substring(said.indexOf("ws://")));
        HttpClient client = HttpClient.newHttpClient();
        URI pages = URI.create("http://127.0.0.1:" + listening.getPort() + "/json/new?about:blank");
        String page = client.send(
                        HttpRequest.newBuilder(pages)
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Chromium chromium = new Chromium(process, URI.create(text(object(page), "webSocketDebuggerUrl")), client);
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            chromium.send(domain + ".enable", Map.of());
        }
        return chromium;
    }

    /** Loads a page and forgets what the one before complained of. */
    void open(URI address) {
        send("Page.navigate", Map.of("url", "about:blank"));
        waitFor("location.href === 'about:blank' && document.readyState === 'complete'");
        complaints.clear();
        requests.clear();
        send("Page.navigate", Map.of("url", address.toString()));
        waitFor("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /** The value of an expression in the page. */
    @Nullable
    Object evaluate(String expression) {
        Map<String, Object> answer = send(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return map(answer, "result").get("value");
    }

    String text(String expression) {
        return String.valueOf(evaluate("String(" + expression + ")"));
    }

    boolean holds(String condition) {
        return Boolean.TRUE.equals(evaluate("Boolean(" + condition + ")"));
    }

    int number(String expression) {
        return Integer.parseInt(text("Math.round(" + expression + ")"));
    }

    /** Waits until a condition holds in the page. */
    void waitFor(String condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited too long for " + condition);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** Presses a key as a person does, on what has the focus. */
    void press(String key) {
        String typed = key.length() == 1 ? key : key.equals("Enter") ? "\r" : "";
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", typed.isEmpty() ? "rawKeyDown" : "keyDown");
        event.put("key", key);
        int code =
                switch (key) {
                    case "Enter" -> 13;
                    case "Escape" -> 27;
                    case "Tab" -> 9;
                    default -> 0;
                };
        event.put("windowsVirtualKeyCode", code);
        if (!typed.isEmpty()) {
            event.put("text", typed);
        }
        send("Input.dispatchKeyEvent", event);
        send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    /** Clicks with the mouse in the middle of an element, which has to be there to be hit. */
    void click(String selector) {
        // What comes into view may be laid out only then, and push the element on.
        String place =
                String.valueOf(evaluate("(async () => { const e = document.querySelector(" + quoted(selector) + ");"
                        + " const place = () => { e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                        + " return (r.x + r.width / 2) + ' ' + (r.y + r.height / 2); };"
                        + " let before; let now = place();"
                        + " do { before = now; for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame); now = place(); }"
                        + " while (now !== before); return now; })()"));
        String[] xy = place.split(" ", 2);
        for (String type : List.of("mousePressed", "mouseReleased")) {
            send(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            Double.valueOf(xy[0]),
                            "y",
                            Double.valueOf(xy[1]),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    void size(int width, int height, boolean mobile) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
    }

    /** What the system prefers, {@code light} or {@code dark}. */
    void prefers(String scheme) {
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void scriptAllowed(boolean allowed) {
        send("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    byte[] screenshot() {
        return Base64.getDecoder().decode(text(send("Page.captureScreenshot", Map.of("format", "png")), "data"));
    }

    byte[] pdf() {
        return Base64.getDecoder().decode(text(send("Page.printToPDF", Map.of("printBackground", true)), "data"));
    }

    /** Exceptions, violations of the policy, errors and warnings since the page was opened. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The addresses that were asked for since the page was opened, the page itself among them. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        socket.abort();
        // Its profile can be deleted when it is gone, and with it all the processes that it has started.
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(
                one -> one.onExit().completeOnTimeout(one, 10, TimeUnit.SECONDS).join());
    }

    private Map<String, Object> send(String method, Map<String, Object> parameters) {
        int id = last.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", parameters);
        socket.sendText(json(message), true).join();
        try {
            Map<String, Object> told = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (told.containsKey("error")) {
                throw new IllegalStateException(method + ": " + told.get("error"));
            }
            return map(told, "result");
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method, e);
        }
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(object(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(Map<String, Object> message) {
            if (message.get("id") instanceof Number id) {
                CompletableFuture<Map<String, Object>> answer = answers.remove(id.intValue());
                if (answer != null) {
                    answer.complete(message);
                }
                return;
            }
            Map<String, Object> told = map(message, "params");
            switch (text(message, "method")) {
                case "Runtime.exceptionThrown", "Log.entryAdded" -> complaints.add(told.toString());
                case "Runtime.consoleAPICalled" -> complaints.add(told.toString());
                case "Network.requestWillBeSent" -> requests.add(text(map(told, "request"), "url"));
                default -> {}
            }
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String text(Map<String, Object> object, String key) {
        return String.valueOf(object.get(key));
    }

    @SuppressWarnings("unchecked") // JSON objects have strings as keys.
    private static Map<String, Object> map(Map<String, Object> object, String key) {
        return object.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static String json(Object value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            write(value, generator);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toString();
    }

    private static void write(Object value, JsonGenerator out) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue(), out);
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object item : list) {
                write(item, out);
            }
            out.writeEndArray();
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else {
            out.writeString(value.toString());
        }
    }

    private static Map<String, Object> object(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return map(Map.of("it", read(parser)), "it");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object read(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    object.put(key, read(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser));
                }
                return items;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return parser.getDoubleValue();
            }
            default -> {
                return parser.getText();
            }
        }
    }
}
