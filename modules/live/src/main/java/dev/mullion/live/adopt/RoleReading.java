package dev.mullion.live.adopt;

import dev.mullion.live.Questions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** The roles that Mullion made, each asked for once. */
final class RoleReading {
    private final Questions questions;
    private final Map<String, Optional<Role>> roles = new HashMap<>();
    private final Map<String, Optional<InstanceProfile>> profiles = new HashMap<>();
    private final Map<String, List<String>> attached = new HashMap<>();
    private final Map<String, Map<String, String>> inline = new HashMap<>();

    RoleReading(Questions questions) {
        this.questions = questions;
    }

    Optional<Role> role(String name) {
        return roles.computeIfAbsent(
                name,
                asked -> questions.ask("iam:GetRole", () -> questions
                        .region()
                        .iam()
                        .getRole(request -> request.roleName(asked))
                        .role()));
    }

    Optional<InstanceProfile> profile(String name) {
        return profiles.computeIfAbsent(
                name,
                asked -> questions.ask("iam:GetInstanceProfile", () -> questions
                        .region()
                        .iam()
                        .getInstanceProfile(request -> request.instanceProfileName(asked))
                        .instanceProfile()));
    }

    /** The ARNs of its managed policies. */
    List<String> attached(String role) {
        return attached.computeIfAbsent(role, asked -> questions
                .ask("iam:ListAttachedRolePolicies", () -> questions
                        .region()
                        .iam()
                        .listAttachedRolePoliciesPaginator(request -> request.roleName(asked))
                        .attachedPolicies()
                        .stream()
                        .map(AttachedPolicy::policyArn)
                        .sorted()
                        .toList())
                .orElse(List.of()));
    }

    /** The documents of its own policies by their names. */
    Map<String, String> inline(String role) {
        return inline.computeIfAbsent(
                role, asked -> {
                    Map<String, String> documents = new TreeMap<>();
                    questions
                            .ask("iam:ListRolePolicies", () -> questions
                                    .region()
                                    .iam()
                                    .listRolePoliciesPaginator(request -> request.roleName(asked))
                                    .policyNames()
                                    .stream()
                                    .toList())
                            .orElse(List.of())
                            .forEach(name -> questions
                                    .ask("iam:GetRolePolicy", () -> questions
                                            .region()
                                            .iam()
                                            .getRolePolicy(request ->
                                                    request.roleName(asked).policyName(name))
                                            .policyDocument())
                                    .ifPresent(document -> documents.put(name, decoded(document))));
                    return documents;
                });
    }

    /** IAM gives documents as a URL holds them: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
    static String decoded(String document) {
        return document.startsWith("%7B") ? URLDecoder.decode(document, StandardCharsets.UTF_8) : document;
    }

    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> all = new TreeMap<>();
        tags.forEach(tag -> all.put(tag.key(), tag.value()));
        return all;
    }
}
