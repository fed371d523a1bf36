package dev.mullion.preview;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which members of a look-up's answer the provider marks secret: the sensitive attributes of its Terraform data sources, 5.100.0. */
final class SecretAnswers {
    private static final Map<String, List<String>> MEMBERS =
            Map.of("aws:ssm/getParameter:getParameter", List.of("value"));

    private SecretAnswers() {}

    static Struct of(String token, Struct answer) {
        Struct.Builder marked = answer.toBuilder();
        for (String member : MEMBERS.getOrDefault(token, List.of())) {
            @Nullable Value value = answer.getFieldsMap().get(member);
            if (value != null) {
                marked.putFields(member, Wire.secret(value));
            }
        }
        return marked.build();
    }
}
