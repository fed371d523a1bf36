package dev.mullion.live.adopt;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * A service of the stack file while it is being read.
 *
 * @param part of the stack file, such as {@code services.web}
 * @param name of its component, by which the resources are called
 * @param spec gets the keys
 * @param existing gets what is taken over
 * @param notes get what can not be said
 */
record ServiceEntry(
        String part, String name, Service service, Props spec, List<Existing> existing, List<String> notes) {
    ServiceEntry(String part, String name, Service service) {
        this(part, name, service, new Props(), new ArrayList<>(), new ArrayList<>());
    }
}
