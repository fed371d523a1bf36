package dev.mullion.review.post;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The part of GitHub's API that comments need; pull request 12 of acme/shop exists. */
final class FakeGitHub extends FakeHost {
    private static final String LABELS = "/repos/acme/shop/issues/12/labels";
    private static final String COMMENTS = "/repos/acme/shop/issues/12/comments";
    private static final Pattern PAGE = Pattern.compile("[?&]page=(\\d+)");

    /** What {@code GET /user} says; empty for the token of a job, which has no user. */
    Optional<String> user = Optional.of("mullion-poster");

    /** What GraphQL says; empty for a host without it. */
    Optional<String> viewer = Optional.of("github-actions[bot]");

    String pulls = "[]";

    /** Of the pull request. */
    final SortedSet<String> labels = new TreeSet<>();

    Optional<GitHub> gitHub(Map<String, String> more, Optional<Integer> number) {
        Map<String, String> variables = new TreeMap<>(
                Map.of("GITHUB_TOKEN", TOKEN, "GITHUB_REPOSITORY", "acme/shop", "GITHUB_API_URL", address()));
        variables.putAll(more);
        variables.values().removeIf(String::isEmpty);
        return GitHub.of(variables, number, this::pause, limits);
    }

    GitHub gitHub() {
        return gitHub(Map.of(), Optional.of(12)).orElseThrow();
    }

    @Override
    Answer answer(Request request) {
        if (!("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
            return Answer.json(401, "{\"message\":\"Bad credentials\"}");
        }
        String path = request.path().replaceFirst("\\?.*", "");
        if (path.equals("/user")) {
            return user.map(login -> Answer.json(200, "{\"login\":" + quoted(login) + "}"))
                    .orElse(Answer.json(403, "{\"message\":\"Resource not accessible by integration\"}"));
        }
        if (path.equals("/graphql")) {
            return viewer.map(login -> Answer.json(200, "{\"data\":{\"viewer\":{\"login\":" + quoted(login) + "}}}"))
                    .orElse(Answer.json(404, "{}"));
        }
        if (path.equals("/repos/acme/shop/pulls")) {
            return Answer.json(200, pulls);
        }
        if (path.equals(COMMENTS)) {
            return request.method().equals("GET") ? page(request) : create(request);
        }
        if (path.equals(LABELS) && request.method().equals("POST")) {
            HostJson.read(request.body()).at("labels").items().forEach(label -> labels.add(label.textAt()));
            return Answer.json(200, "[]");
        }
        if (path.startsWith(LABELS + "/") && request.method().equals("DELETE")) {
            String label = URLDecoder.decode(path.substring(LABELS.length() + 1), StandardCharsets.UTF_8);
            return labels.remove(label) ? Answer.json(200, "[]") : Answer.json(404, "{\"message\":\"Not Found\"}");
        }
        if (path.startsWith("/repos/acme/shop/issues/comments/")
                && request.method().equals("PATCH")) {
            long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
            return comments.stream().noneMatch(comment -> comment.id() == id)
                    ? Answer.json(404, "{\"message\":\"Not Found\"}")
                    : written(request, 200, () -> replace(id, text(request)));
        }
        return Answer.json(404, "{\"message\":\"Not Found\"}");
    }

    private Answer create(Request request) {
        return written(request, 201, () -> add(user.or(() -> viewer).orElse("github-actions[bot]"), text(request)));
    }

    private Answer written(Request request, int status, java.util.function.Supplier<Stored> write) {
        if (text(request).length() > mostCharacters) {
            return Answer.json(
                    422,
                    "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"body is too long (maximum is "
                            + mostCharacters + " characters)\"}]}");
        }
        return Answer.json(status, json(write.get()));
    }

    private Answer page(Request request) {
        Matcher found = PAGE.matcher(request.path());
        int page = found.find() ? Integer.parseInt(found.group(1)) : 1;
        int from = Math.min(comments.size(), (page - 1) * pageSize);
        int to = Math.min(comments.size(), from + pageSize);
        List<Stored> shown = comments.subList(from, to);
        Map<String, String> link = new TreeMap<>();
        String address = "<" + address() + COMMENTS + "?per_page=100&page=";
        String first = page > 1 ? address + (page - 1) + ">; rel=\"prev\", " : "";
        if (to < comments.size()) {
            link.put("Link", first + address + (page + 1) + ">; rel=\"next\", " + address + "99>; rel=\"last\"");
        } else if (page > 1) {
            link.put("Link", first + address + "1>; rel=\"first\"");
        }
        return new Answer(200, link, shown.stream().map(FakeGitHub::json).collect(Collectors.joining(",", "[", "]")));
    }

    private static String text(Request request) {
        return HostJson.read(request.body()).textAt("body");
    }

    private static String json(Stored comment) {
        return "{\"id\":" + comment.id() + ",\"user\":{\"login\":" + quoted(comment.author()) + "},\"body\":"
                + quoted(comment.body()) + ",\"html_url\":\"https://github.test/acme/shop/pull/12#issuecomment-"
                + comment.id() + "\"}";
    }
}
