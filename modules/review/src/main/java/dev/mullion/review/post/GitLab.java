package dev.mullion.review.post;

import dev.mullion.core.json.JsonText;
import dev.mullion.review.post.Exchange.Repeat;
import dev.mullion.review.post.Exchange.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Notes of a merge request on GitLab. */
public final class GitLab implements Comments {
    private static final Pattern ANY = Pattern.compile(".+");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,18}");

    private final Exchange exchange;
    private final String api;
    private final String project;
    private final String mergeRequest;

    private GitLab(Exchange exchange, String api, String project, String mergeRequest) {
        this.exchange = exchange;
        this.api = api;
        this.project = project;
        this.mergeRequest = mergeRequest;
    }

    /**
     * The merge request that the job is about.
     *
     * @param variables {@code MULLION_GITLAB_TOKEN} or {@code GITLAB_TOKEN}, {@code CI_API_V4_URL}, {@code CI_PROJECT_ID},
     *     {@code CI_MERGE_REQUEST_PROJECT_ID}, {@code CI_MERGE_REQUEST_IID}
     * @param number said by the user, before all that the job knows
     * @throws PostException with everything that is missing
     */
    public static GitLab of(Map<String, String> variables, Optional<Integer> number) {
        return of(variables, number, Exchange.Pause.SLEEP, Limits.DEFAULT);
    }

    static GitLab of(Map<String, String> variables, Optional<Integer> number, Exchange.Pause pause, Limits limits) {
        CiEnvironment environment = new CiEnvironment(variables);
        String advice =
                "make a project access token with the role Reporter and the scope api, and give it to the job as a"
                        + " masked variable MULLION_GITLAB_TOKEN";
        String token = environment.token(
                environment.find("CI_JOB_TOKEN").isPresent()
                        ? "MULLION_GITLAB_TOKEN is not set, and CI_JOB_TOKEN can not write notes; " + advice
                        : "MULLION_GITLAB_TOKEN is not set; " + advice,
                "MULLION_GITLAB_TOKEN",
                "GITLAB_TOKEN");
        String what = "the address of the API, such as https://gitlab.com/api/v4";
        Optional<URI> address = ApiAddress.of(environment.need("CI_API_V4_URL", ANY, what));
        if (address.isEmpty() && environment.find("CI_API_V4_URL").isPresent()) {
            environment.problem("CI_API_V4_URL is not " + what);
        }
        // A pipeline of a fork runs in the fork; its merge request lives in the project that it is for.
        String project = environment
                .find("CI_MERGE_REQUEST_PROJECT_ID")
                .filter(id -> NUMBER.matcher(id).matches())
                .orElseGet(() -> environment.need("CI_PROJECT_ID", NUMBER, "the project's number"));
        String mergeRequest = number.isPresent()
                ? number.get().toString()
                : environment.need(
                        "CI_MERGE_REQUEST_IID",
                        NUMBER,
                        "the merge request's number: run the job in merge request pipelines, or use --pull-request N");
        Optional<Proxy> proxy = address.flatMap(uri -> Proxy.of(uri, environment));
        environment.check();
        Map<String, String> headers = Map.of("PRIVATE-TOKEN", token, "User-Agent", "mullion");
        URI api = address.orElseThrow();
        Exchange exchange = new Exchange(api, headers, proxy, Secrets.of(variables), pause, limits);
        return new GitLab(exchange, api.toString(), project, mergeRequest);
    }

    @Override
    public String place() {
        return "merge request !" + mergeRequest + " of project " + project;
    }

    @Override
    public Optional<Comment> find(Marker marker) {
        Optional<Comment> found = Optional.empty();
        String author = "";
        String page = "1";
        for (int read = 0; !page.isEmpty(); read++) {
            if (read == exchange.pages()) {
                throw new PostException(
                        "can not read notes of " + place() + ": there are more than " + read + " pages of them");
            }
            Response response = checked(
                    exchange.get(notes("?per_page=100&sort=asc&order_by=created_at&page=" + page)), "read notes of");
            for (HostJson note : response.items()
                    .orElseThrow(() ->
                            exchange.unexpected(refused("read notes of", response.status() + ""), "list of notes"))) {
                if (found.isPresent() || note.textAt("system").equals("true") || !marker.opens(note.textAt("body"))) {
                    continue;
                }
                author = author.isEmpty() ? whoWeAre() : author;
                if (note.textAt("author", "id").equals(author)) {
                    found = Optional.of(comment(note, response, "read notes of"));
                }
            }
            page = response.header("x-next-page").orElse("");
            if (!page.isEmpty() && !NUMBER.matcher(page).matches()) {
                throw exchange.unexpected(refused("read notes of", response.status() + ""), "page of notes");
            }
        }
        return found;
    }

    @Override
    public Comment create(String body) {
        Response response =
                exchange.send("POST", notes(""), Optional.of(JsonText.of(Map.of("body", body))), Repeat.IF_REFUSED);
        return written(response);
    }

    @Override
    public Optional<Comment> update(Comment comment, String body) {
        Response response = exchange.send(
                "PUT", notes("/" + comment.id()), Optional.of(JsonText.of(Map.of("body", body))), Repeat.SAFE);
        return response.status() == 404 ? Optional.empty() : Optional.of(written(response));
    }

    @Override
    public void label(String name, List<String> others) {
        URI request = URI.create(api + "/projects/" + project + "/merge_requests/" + mergeRequest);
        String body = JsonText.of(Map.of("add_labels", name, "remove_labels", String.join(",", others)));
        Response response = checked(exchange.send("PUT", request, Optional.of(body), Repeat.SAFE), "label");
        id(response.json(), response, "label", "merge request");
    }

    private Comment written(Response response) {
        return comment(checked(response, "write a note on").json(), response, "write a note on");
    }

    private String whoWeAre() {
        String what = "ask who the token is for, to post on";
        Response response = checked(exchange.get(URI.create(api + "/user")), what);
        return id(response.json(), response, what, "user");
    }

    private URI notes(String rest) {
        return URI.create(api + "/projects/" + project + "/merge_requests/" + mergeRequest + "/notes" + rest);
    }

    /** GitLab names no address of a note. */
    private Comment comment(HostJson json, Response response, String what) {
        return new Comment(id(json, response, what, "note"), json.textAt("body"), "");
    }

    private String id(HostJson json, Response response, String what, String expected) {
        String id = json.textAt("id");
        if (!ID.matcher(id).matches()) {
            throw exchange.unexpected(refused(what, response.status() + ""), expected);
        }
        return id;
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
                        "; the token needs the scope api and the role Reporter in that project, and CI_JOB_TOKEN"
                                + " can not write notes";
                    case 404 -> "; there is no such merge request, or the token does not see the project";
                    case 400, 413, 422 -> "; GitLab does not take the text";
                    case 301, 302, 307, 308 -> "; the API moved: correct CI_API_V4_URL";
                    default -> "";
                });
    }
}
