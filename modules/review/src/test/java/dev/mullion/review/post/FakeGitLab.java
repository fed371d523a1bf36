package dev.mullion.review.post;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The part of GitLab's API that notes need; merge request 7 of project 42 exists. We are user 5. */
final class FakeGitLab extends FakeHost {
    private static final String NOTES = "/api/v4/projects/42/merge_requests/7/notes";
    private static final Pattern PAGE = Pattern.compile("[?&]page=(\\d+)");

    /** Of the merge request. */
    final SortedSet<String> labels = new TreeSet<>();

    GitLab gitLab(Map<String, String> more) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "MULLION_GITLAB_TOKEN",
                TOKEN,
                "CI_API_V4_URL",
                address() + "/api/v4",
                "CI_PROJECT_ID",
                "42",
                "CI_MERGE_REQUEST_IID",
                "7"));
        variables.putAll(more);
        variables.values().removeIf(String::isEmpty);
        return GitLab.of(variables, Optional.empty(), this::pause, limits);
    }

    GitLab gitLab() {
        return gitLab(Map.of());
    }

    @Override
    Answer answer(Request request) {
        if (!TOKEN.equals(request.headers().get("private-token"))) {
            return Answer.json(401, "{\"message\":\"401 Unauthorized\"}");
        }
        String path = request.path().replaceFirst("\\?.*", "");
        if (path.equals("/api/v4/user")) {
            return Answer.json(200, "{\"id\":5,\"username\":\"project_42_bot\"}");
        }
        if (path.equals(NOTES)) {
            return request.method().equals("GET")
                    ? page(request)
                    : written(request, 201, () -> add("5", text(request)));
        }
        if (NOTES.equals(path + "/notes") && request.method().equals("PUT")) {
            HostJson change = HostJson.read(request.body());
            labels.removeAll(List.of(change.textAt("remove_labels").split(",", -1)));
            labels.add(change.textAt("add_labels"));
            return Answer.json(200, "{\"id\":155016530,\"iid\":7}");
        }
        if (path.startsWith(NOTES + "/") && request.method().equals("PUT")) {
            long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
            return comments.stream().noneMatch(note -> note.id() == id)
                    ? Answer.json(404, "{\"message\":\"404 Not found\"}")
                    : written(request, 200, () -> replace(id, text(request)));
        }
        return Answer.json(404, "{\"message\":\"404 Project Not Found\"}");
    }

    private Answer written(Request request, int status, java.util.function.Supplier<Stored> write) {
        if (text(request).length() > mostCharacters) {
            return Answer.json(
                    400, "{\"message\":{\"note\":[\"is too long (maximum is " + mostCharacters + " characters)\"]}}");
        }
        return Answer.json(status, json(write.get()));
    }

    private Answer page(Request request) {
        Matcher found = PAGE.matcher(request.path());
        int page = found.find() ? Integer.parseInt(found.group(1)) : 1;
        int from = Math.min(comments.size(), (page - 1) * pageSize);
        int to = Math.min(comments.size(), from + pageSize);
        List<Stored> shown = comments.subList(from, to);
        return new Answer(
                200,
                Map.of("X-Next-Page", to < comments.size() ? Integer.toString(page + 1) : ""),
                shown.stream().map(FakeGitLab::json).collect(Collectors.joining(",", "[", "]")));
    }

    private static String text(Request request) {
        return HostJson.read(request.body()).textAt("body");
    }

    private static String json(Stored note) {
        return "{\"id\":" + note.id() + ",\"system\":false,\"author\":{\"id\":" + note.author() + "},\"body\":"
                + quoted(note.body()) + "}";
    }
}
