package dev.mullion.review.post;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.text.HiddenTexts;
import dev.mullion.core.text.Visible;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to one host, repeated where that helps: when it asks to come back later, when it fails, when it can not be reached.
 * Redirects are not followed, since they would take the token along.
 */
final class Exchange {
    private static final int ATTEMPTS = 4;
    private static final Duration MAX_WAIT = Duration.ofSeconds(90);

    /** How to wait. */
    interface Pause {
        Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

        void of(Duration duration) throws InterruptedException;
    }

    /** Whether asking twice is the same as asking once. */
    enum Repeat {
        SAFE,
        /** Only where the host says that it did nothing. */
        IF_REFUSED
    }

    record Response(int status, HttpHeaders headers, String body) {
        HostJson json() {
            return HostJson.read(body);
        }

        /** Empty where the answer is no list. */
        Optional<List<HostJson>> items() {
            return HostJson.list(body);
        }

        Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    private final URI api;
    private final Map<String, String> headers;
    private final Optional<Proxy> proxy;
    private final HiddenTexts secrets;
    private final HttpClient client;
    private final Pause pause;
    private final Limits limits;
    private Duration spent = Duration.ZERO;

    /**
     * @param api below which everything is asked
     * @param headers of every request, the token among them
     * @param secrets that no message shows
     */
    Exchange(
            URI api,
            Map<String, String> headers,
            Optional<Proxy> proxy,
            HiddenTexts secrets,
            Pause pause,
            Limits limits) {
        this.api = api;
        this.headers = Map.copyOf(headers);
        this.proxy = proxy;
        this.secrets = secrets;
        this.pause = pause;
        this.limits = limits;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(15))
                .followRedirects(HttpClient.Redirect.NEVER);
        proxy.map(Proxy::address).map(ProxySelector::of).ifPresent(builder::proxy);
        this.client = builder.build();
    }

    Response get(URI uri) {
        return send("GET", uri, Optional.empty(), Repeat.SAFE);
    }

    /** The answer, whatever its status; with the last one when repeating did not help. */
    Response send(String method, URI uri, Optional<String> json, Repeat repeat) {
        HttpRequest request = request(method, uri, json);
        for (int attempt = 1; ; attempt++) {
            if (spent.compareTo(limits.whole()) > 0) {
                throw new PostException(api.getHost() + " takes longer than "
                        + limits.whole().toMinutes() + " minutes in all, so try again later");
            }
            Response response;
            long start = System.nanoTime();
            try {
                response = once(request);
            } catch (IOException e) {
                PostException problem = unreachable(e);
                if (repeat == Repeat.IF_REFUSED && !neverConnected(e)) {
                    await(Duration.ofSeconds(1));
                    throw new Comments.UnsureException(problem);
                }
                // Who did not answer for so long is asked once more alone.
                if (attempt == (e instanceof HttpTimeoutException ? 2 : ATTEMPTS)) {
                    throw problem;
                }
                await(backoff(attempt));
                continue;
            } finally {
                spent = spent.plusNanos(System.nanoTime() - start);
            }
            Optional<Duration> wait = wait(response, attempt);
            if (wait.isEmpty() || attempt == ATTEMPTS || wait.get().compareTo(MAX_WAIT) > 0) {
                return response;
            }
            if (response.status() >= 500 && repeat == Repeat.IF_REFUSED) {
                await(wait.get());
                throw new Comments.UnsureException(failed(response));
            }
            await(wait.get());
        }
    }

    /** The host's failure in words. */
    PostException failed(Response response) {
        return new PostException(api.getHost() + " fails (" + response.status() + said(response)
                + "); it was asked several times, so try again later");
    }

    /** What to say of an answer of another form than the host gives. */
    PostException unexpected(String refused, String expected) {
        return new PostException(refused + ": the answer is no " + expected
                + "; does a proxy or a sign-in page answer for " + api.getHost() + "?");
    }

    /** The host's reason, to stand inside brackets behind the status; never more than a line. */
    String said(Response response) {
        HostJson json = response.json();
        StringBuilder text =
                new StringBuilder(json.textAt("message").isEmpty() ? json.textAt("error") : json.textAt("message"));
        json.at("message")
                .fields()
                .forEach((name, value) -> text.append(name).append(": ").append(firstText(value)));
        for (HostJson error : json.at("errors").items()) {
            String more = error.text().orElse(error.textAt("message"));
            text.append(more.isEmpty() ? "" : ", " + more);
        }
        // Before it is cut, or a part of a token could stay.
        String line = Visible.text(
                secrets.hidden(text.toString()).replaceAll("\\s+", " ").strip());
        return line.isEmpty() ? "" : ": " + (line.length() > 200 ? line.substring(0, 200) + "..." : line);
    }

    private static String firstText(HostJson value) {
        return value.items().isEmpty()
                ? value.text().orElse("")
                : value.items().get(0).text().orElse("");
    }

    /** Whether the host refuses for now alone. */
    static boolean limited(Response response) {
        return response.status() == 429
                || (response.status() == 403
                        && (response.header("retry-after").isPresent()
                                || response.header("x-ratelimit-remaining").equals(Optional.of("0"))
                                || response.json().textAt("message").contains("rate limit")));
    }

    /**
     * The address that a page names as another one.
     *
     * @throws PostException when it is none
     */
    URI resolved(URI page, String named) {
        try {
            return page.resolve(named);
        } catch (IllegalArgumentException e) {
            throw new PostException(
                    api.getHost() + " names a next page that is no address: " + Shown.text(secrets.hidden(named)));
        }
    }

    /** The most pages that are read of a list. */
    int pages() {
        return limits.pages();
    }

    private HttpRequest request(String method, URI uri, Optional<String> json) {
        if (!api.getScheme().equals(uri.getScheme()) || !api.getRawAuthority().equals(uri.getRawAuthority())) {
            String other = Visible.brief(
                    secrets.hidden(Objects.requireNonNullElse(uri.getRawAuthority(), uri.toString())), 200);
            throw new PostException(api.getHost() + " points to " + other
                    + ", which does not get the token; use the host's own API address");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        proxy.flatMap(Proxy::authorization).ifPresent(login -> request.header("Proxy-Authorization", login));
        json.ifPresent(body -> request.header("Content-Type", "application/json; charset=utf-8"));
        return request.method(
                        method,
                        json.map(body -> HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                                .orElse(HttpRequest.BodyPublishers.noBody()))
                .build();
    }

    private Response once(HttpRequest request) throws IOException {
        // Not the request's own timeout, which ends with the headers.
        CompletableFuture<HttpResponse<Optional<String>>> answer =
                client.sendAsync(request, head -> new LimitedBody(limits.bytes()));
        try {
            HttpResponse<Optional<String>> response = answer.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() == 407) {
                throw new PostException(
                        "the proxy " + proxy.map(Proxy::toString).orElse("of this JVM")
                                + " asks for another user or password (407), as in http://USER:PASSWORD@HOST:PORT");
            }
            String body = response.body()
                    .orElseThrow(() -> new PostException(api.getHost() + " answers with more than " + limits.bytes()
                            + " bytes, which no answer of its API has"));
            return new Response(response.statusCode(), response.headers(), body);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer in time");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            answer.cancel(true);
        }
    }

    /** How long to wait before another attempt; empty where one is of no use. */
    private static Optional<Duration> wait(Response response, int attempt) {
        if (response.status() >= 500) {
            return Optional.of(retryAfter(response).orElse(backoff(attempt)));
        }
        if (!limited(response)) {
            return Optional.empty();
        }
        // GitHub asks for a minute where it names no time.
        return Optional.of(retryAfter(response).or(() -> untilReset(response)).orElse(Duration.ofMinutes(1)));
    }

    private static Optional<Duration> retryAfter(Response response) {
        return response.header("retry-after")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    /** By the host's own clock, since ours may be wrong. */
    private static Optional<Duration> untilReset(Response response) {
        Optional<String> reset = response.header("x-ratelimit-reset").or(() -> response.header("ratelimit-reset"));
        Optional<String> date = response.header("date");
        if (reset.isEmpty() || date.isEmpty() || !reset.get().matches("\\d{1,12}")) {
            return Optional.empty();
        }
        try {
            Instant now = ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(now, Instant.ofEpochSecond(Long.parseLong(reset.get())));
            return Optional.of(left.isNegative() ? Duration.ZERO : left.plusSeconds(1));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration backoff(int attempt) {
        return Duration.ofSeconds(1L << (attempt - 1));
    }

    private void await(Duration duration) {
        spent = spent.plus(duration);
        try {
            pause.of(duration);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static PostException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new PostException("interrupted while posting", e);
    }

    private static boolean neverConnected(IOException e) {
        return e instanceof java.net.ConnectException || e instanceof java.net.http.HttpConnectTimeoutException;
    }

    private PostException unreachable(IOException e) {
        String reason;
        if (e.getCause() instanceof UnresolvedAddressException
                || (e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException)) {
            reason = "no such host";
        } else if (e instanceof HttpTimeoutException) {
            reason = "no answer in time";
        } else if (e instanceof java.net.ConnectException) {
            reason = "no connection";
        } else {
            String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            reason = Visible.brief(secrets.hidden(message), 200); // which may quote the host
        }
        String where = proxy.map(by -> "; is the proxy " + by + " the right one?")
                .orElse("; is there a network, and a proxy needed (HTTPS_PROXY)?");
        return new PostException("can not reach " + api.getHost() + ": " + reason + where, e);
    }
}
