package dev.mullion.review.post;

import dev.mullion.core.json.JsonText;
import dev.mullion.review.post.Exchange.Repeat;
import dev.mullion.review.post.Exchange.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comments of a pull request on GitHub, in its cloud or on a server of one's own. */
public final class GitHub implements Comments {
    /** Who speaks with the token that Actions gives to a job. */
    private static final String ACTIONS = "github-actions[bot]";

    private static final Pattern REPOSITORY = Pattern.compile("(?!\\.+/)[A-Za-z0-9_.-]+/(?!\\.+$)[A-Za-z0-9_.-]+");
    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,18}");
    /** Of a hundred times what GitHub's have; looking for a page in one takes the square of its length. */
    private static final int MAX_LINK_LENGTH = 8_192;

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*\\brel=\"?next\\b");

    private final Exchange exchange;
    private final String api;
    private final String repository;
    private final int pullRequest;

    private GitHub(Exchange exchange, String api, String repository, int pullRequest) {
        this.exchange = exchange;
        this.api = api;
        this.repository = repository;
        this.pullRequest = pullRequest;
    }

    /**
     * The pull request that the job is about.
     *
     * @param variables {@code GITHUB_TOKEN} or {@code GH_TOKEN}, {@code GITHUB_REPOSITORY}, {@code GITHUB_API_URL},
     *     {@code GITHUB_EVENT_PATH}, {@code GITHUB_REF}
     * @param number said by the user, before all that the job knows
     * @return empty when the commit that the job is about is no longer the head of an open pull request
     * @throws PostException with everything that is missing
     */
    public static Optional<GitHub> of(Map<String, String> variables, Optional<Integer> number) {
        return of(variables, number, Exchange.Pause.SLEEP, Limits.DEFAULT);
    }

    static Optional<GitHub> of(
            Map<String, String> variables, Optional<Integer> number, Exchange.Pause pause, Limits limits) {
        CiEnvironment environment = new CiEnvironment(variables);
        String token = environment.token(
                "GITHUB_TOKEN is not set; give the step `env: GITHUB_TOKEN: ${{ github.token }}`",
                "GITHUB_TOKEN",
                "GH_TOKEN");
        String repository = environment.need("GITHUB_REPOSITORY", REPOSITORY, "the repository as OWNER/NAME");
        Optional<URI> address = ApiAddress.of(environment.find("GITHUB_API_URL").orElse("https://api.github.com"));
        if (address.isEmpty()) {
            environment.problem("GITHUB_API_URL is no address of an API, such as https://api.github.com");
        }
        Optional<Proxy> proxy = address.flatMap(uri -> Proxy.of(uri, environment));
        GitHubEvent event =
                number.isPresent() ? new GitHubEvent.PullRequest(number.get()) : GitHubEvent.of(environment);
        environment.check();

        Map<String, String> headers = Map.of(
                "Authorization", "Bearer " + token,
                "Accept", "application/vnd.github+json",
                "X-GitHub-Api-Version", "2022-11-28",
                "User-Agent", "mullion");
        URI uri = address.orElseThrow();
        String api = uri.toString();
        Exchange exchange = new Exchange(uri, headers, proxy, Secrets.of(variables), pause, limits);
        if (event instanceof GitHubEvent.PullRequest known) {
            return Optional.of(new GitHub(exchange, api, repository, known.number()));
        }
        GitHub unknown = new GitHub(exchange, api, repository, 0);
        return unknown.pullRequest((GitHubEvent.Head) event).map(found -> new GitHub(exchange, api, repository, found));
    }

    @Override
    public String place() {
        return pullRequest == 0 ? repository : repository + "#" + pullRequest;
    }

    @Override
    public Optional<Comment> find(Marker marker) {
        Optional<Comment> found = Optional.empty();
        String author = "";
        Optional<URI> page = Optional.of(uri("/issues/" + pullRequest + "/comments?per_page=100"));
        // To the last page also when it was found, so that a host that fails in between is noticed before we write.
        for (int read = 0; page.isPresent(); read++) {
            if (read == exchange.pages()) {
                throw new PostException(
                        "can not read comments of " + place() + ": there are more than " + read + " pages of them");
            }
            Response response = checked(exchange.get(page.get()), "read comments of");
            for (HostJson comment : items(response, "read comments of", "list of comments")) {
                if (found.isPresent() || !marker.opens(comment.textAt("body"))) {
                    continue;
                }
                author = author.isEmpty() ? whoWeAre() : author;
                if (comment.textAt("user", "login").equalsIgnoreCase(author)) {
                    found = Optional.of(comment(comment, response, "read comments of"));
                }
            }
            page = next(response, page.get());
        }
        return found;
    }

    @Override
    public Comment create(String body) {
        URI uri = uri("/issues/" + pullRequest + "/comments");
        Response response =
                exchange.send("POST", uri, Optional.of(JsonText.of(Map.of("body", body))), Repeat.IF_REFUSED);
        return written(response);
    }

    @Override
    public Optional<Comment> update(Comment comment, String body) {
        URI uri = uri("/issues/comments/" + comment.id());
        Response response = exchange.send("PATCH", uri, Optional.of(JsonText.of(Map.of("body", body))), Repeat.SAFE);
        return response.status() == 404 || response.status() == 410 ? Optional.empty() : Optional.of(written(response));
    }

    @Override
    public void label(String name, List<String> others) {
        URI labels = uri("/issues/" + pullRequest + "/labels");
        String body = JsonText.of(Map.of("labels", List.of(name)));
        Response labelled = checked(exchange.send("POST", labels, Optional.of(body), Repeat.SAFE), "label");
        items(labelled, "label", "list of labels");
        for (String other : others) {
            URI label = URI.create(labels + "/" + other.replace(":", "%3A").replace(" ", "%20"));
            Response response = exchange.send("DELETE", label, Optional.empty(), Repeat.SAFE);
            if (response.status() != 404) {
                items(checked(response, "take a label from"), "take a label from", "list of labels");
            }
        }
    }

    private Comment written(Response response) {
        return comment(checked(response, "comment on").json(), response, "comment on");
    }

    /** A job's or an app's token has no user in the REST API; GraphQL names its bot. */
    private String whoWeAre() {
        Response user = exchange.get(URI.create(api + "/user"));
        String login = user.json().textAt("login");
        if (user.status() == 200 && !login.isEmpty()) {
            return login;
        }
        if (user.status() != 403 && user.status() != 404) {
            checked(user, "ask who the token is for");
        }
        URI graph =
                URI.create(api.endsWith("/api/v3") ? api.substring(0, api.length() - 2) + "graphql" : api + "/graphql");
        Response viewer =
                exchange.send("POST", graph, Optional.of(JsonText.of(Map.of("query", "{viewer{login}}"))), Repeat.SAFE);
        String bot = viewer.json().textAt("data", "viewer", "login");
        return viewer.status() == 200 && !bot.isEmpty() ? bot : ACTIONS;
    }

    /** A branch may have moved on since the run that we report of; then a newer run reports. */
    private Optional<Integer> pullRequest(GitHubEvent.Head head) {
        URI uri = uri("/pulls?state=open&per_page=100&head=" + head.query());
        int found = 0;
        String what = "list the pull requests of";
        for (HostJson pull : items(checked(exchange.get(uri), what), what, "list of pull requests")) {
            if (pull.textAt("head", "sha").equals(head.commit())) {
                if (found != 0) {
                    throw new PostException(repository + ": more than one pull request has the commit " + head.commit()
                            + " as its head; name one with --pull-request");
                }
                found = number(pull.textAt("number"));
            }
        }
        return found == 0 ? Optional.empty() : Optional.of(found);
    }

    static int number(String text) {
        return text.matches("[1-9]\\d{0,8}") ? Integer.parseInt(text) : 0;
    }

    private URI uri(String path) {
        return URI.create(api + "/repos/" + repository + path);
    }

    private Optional<URI> next(Response response, URI page) {
        String links = response.header("link").orElse("");
        if (links.length() > MAX_LINK_LENGTH) {
            throw exchange.unexpected(refused("read comments of", response.status() + ""), "page of comments");
        }
        Matcher next = NEXT.matcher(links);
        return next.find() ? Optional.of(exchange.resolved(page, next.group(1))) : Optional.empty();
    }

    /** A sign-in page of a proxy has the status 200, too. */
    private List<HostJson> items(Response response, String what, String expected) {
        return response.items().orElseThrow(() -> exchange.unexpected(refused(what, response.status() + ""), expected));
    }

    private Comment comment(HostJson json, Response response, String what) {
        String id = json.textAt("id");
        if (!ID.matcher(id).matches()) {
            throw exchange.unexpected(refused(what, response.status() + ""), "comment");
        }
        String url = json.textAt("html_url");
        return new Comment(id, json.textAt("body"), ReportLink.isOne(url) ? url : "");
    }

    private String refused(String what, String why) {
        return "can not " + what + " " + place() + " (" + why + ")";
    }

    private Response checked(Response response, String what) {
        int status = response.status();
        if (status >= 200 && status < 300) {
            return response;
        }
        String refused = refused(what, status + exchange.said(response));
        if (Exchange.limited(response)) {
            throw new PostException(refused + "; the token's requests are used up for now, so run the job again later");
        }
        if (status >= 500) {
            throw exchange.failed(response);
        }
        throw new PostException(refused
                + switch (status) {
                    case 401 -> "; the token is wrong or has expired";
                    case 403 ->
                        "; the token may not: give the job `permissions: pull-requests: write`. In a pull request from a fork"
                                + " it can only read: post from a workflow_run workflow (docs/pull-requests.md)";
                    case 404 -> "; there is no such pull request, or the token does not see the repository";
                    case 422 -> "; GitHub does not take the text";
                    case 301, 302, 307, 308 ->
                        "; the repository or the API moved: correct GITHUB_REPOSITORY and" + " GITHUB_API_URL";
                    default -> "";
                });
    }
}
