package health.keyward.audit.keycloak;

import health.keyward.audit.Recorded;
import health.keyward.audit.Recorded.FieldChange;
import health.keyward.kernel.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;

/** Admin events as changes. */
final class Changes {
    /** Where a path below the realm names a person; some words that stand in the same place name none. */
    private static final Pattern PERSON = Pattern.compile(
            "(?:^|/)(?:users|members)/(?!(?:profile|count|management-permissions|invite-user|invite-existing-user)(?:/|$))([^/]+)");

    private Changes() {}

    static Recorded.Change of(AdminEvent event) {
        String path = event.getResourcePath() == null ? "" : event.getResourcePath();
        return new Recorded.Change(
                Witness.freshId(),
                Instant.ofEpochMilli(event.getTime()),
                event.getRealmId() == null ? "" : event.getRealmId(),
                Recorded.Source.ADMIN_EVENT,
                event.getOperationType().name(),
                event.getResourceTypeAsString() == null ? "UNKNOWN" : event.getResourceTypeAsString(),
                path,
                person(path),
                null,
                actor(event.getAuthDetails()),
                List.of(),
                hash(event.getRepresentation()));
    }

    static Recorded.Change with(Recorded.Change c, Actor actor, List<FieldChange> fields) {
        return new Recorded.Change(
                c.id(),
                c.at(),
                c.realmId(),
                c.source(),
                c.operation(),
                c.area(),
                c.target(),
                c.targetUserId(),
                c.targetUsername(),
                actor,
                fields,
                c.representationHash());
    }

    static @Nullable String person(String path) {
        Matcher person = PERSON.matcher(path);
        return person.find() ? person.group(1) : null;
    }

    private static Actor actor(@Nullable AuthDetails who) {
        return who == null
                ? Actor.NOBODY
                : new Actor(who.getRealmId(), who.getUserId(), null, who.getClientId(), null, who.getIpAddress());
    }

    /** The body may hold personal data; its hash shows later whether a copy of it is the one that was sent. */
    private static @Nullable String hash(@Nullable String representation) {
        if (representation == null) {
            return null;
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(representation.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
