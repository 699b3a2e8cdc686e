package health.keyward.audit.keycloak;

import health.keyward.audit.Recorded;
import health.keyward.audit.Recorded.FieldChange;
import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.audit.core.Folded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/** Everything one transaction did, as rows: each event once, each change with its fields, and no change without a row. */
final class Story {
    private Story() {}

    static List<Recorded> of(
            KeycloakSession session,
            List<Sighting> sightings,
            @Nullable AdminRequest request,
            int answered,
            List<Touch> touches) {
        List<FieldChange> fields = readable(session, Folded.fields(touches));
        List<Sighting.OfAdminEvent> adminEvents = only(sightings, Sighting.OfAdminEvent.class);
        Map<Sighting, List<FieldChange>> shared = share(fields, adminEvents);
        List<Recorded> rows = new ArrayList<>();
        for (Sighting sighting : sightings) {
            if (!(sighting instanceof Sighting.OfModel)) {
                rows.add(sighting.complete(session, shared.getOrDefault(sighting, List.of())));
            }
        }
        if (adminEvents.isEmpty()) {
            rows.addAll(withoutAdminEvent(session, sightings, request, answered, fields));
        }
        return rows;
    }

    /** An admin call Keycloak has no event for, a change by a broker, a job or the person. */
    private static List<Recorded> withoutAdminEvent(
            KeycloakSession session,
            List<Sighting> sightings,
            @Nullable AdminRequest request,
            int answered,
            List<FieldChange> fields) {
        if (request != null) {
            boolean changedNothing = fields.isEmpty() && answered >= 400;
            return changedNothing ? List.of() : List.of(ofRequest(session, request, fields));
        }
        List<Sighting.OfModel> seen = only(sightings, Sighting.OfModel.class);
        if (!seen.isEmpty()) {
            List<Recorded> rows = new ArrayList<>();
            for (int i = 0; i < seen.size(); i++) {
                rows.add(seen.get(i).complete(session, i == 0 ? fields : List.of()));
            }
            return rows;
        }
        List<FieldChange> telling =
                fields.stream().filter(f -> !spentCredential(f)).toList();
        return telling.isEmpty() ? List.of() : List.of(ofModel(session, telling));
    }

    private static Recorded.Change ofRequest(KeycloakSession session, AdminRequest request, List<FieldChange> fields) {
        RealmModel realm = session.realms().getRealmByName(request.realmName());
        Veto.Call call = Callers.call(session, true);
        String person = Changes.person(request.target());
        return Names.complete(
                session,
                new Recorded.Change(
                        Witness.freshId(),
                        request.at(),
                        realm == null ? "" : realm.getId(),
                        Recorded.Source.REQUEST,
                        request.operation(),
                        "REQUEST",
                        request.target(),
                        person,
                        null,
                        call.actor(),
                        fields,
                        null));
    }

    private static Recorded.Change ofModel(KeycloakSession session, List<FieldChange> fields) {
        Veto.Call call = Callers.call(session, false);
        RealmModel realm = session.getContext().getRealm();
        String self = call.actor().userId();
        return new Recorded.Change(
                Witness.freshId(),
                AuditRoomFactory.CLOCK.instant(),
                realm == null ? "" : realm.getId(),
                self == null ? Recorded.Source.MODEL : Recorded.Source.SELF,
                "UPDATE",
                fields.getFirst().thing().toUpperCase(Locale.ROOT),
                self == null ? "" : "users/" + self,
                self,
                call.actor().username(),
                call.actor(),
                fields,
                null);
    }

    /** A counter moved or a code was used up: the sign-in itself says so. */
    private static boolean spentCredential(FieldChange field) {
        return field.thing().equals("Credential") && field.before() != null && field.after() != null;
    }

    /** With one admin event all fields are its own; with several, a field goes to the event whose path names its row, else to the last one. */
    private static Map<Sighting, List<FieldChange>> share(
            List<FieldChange> fields, List<Sighting.OfAdminEvent> adminEvents) {
        Map<Sighting, List<FieldChange>> shared = new HashMap<>();
        for (FieldChange field : adminEvents.isEmpty() ? List.<FieldChange>of() : fields) {
            Sighting owner = adminEvents.stream()
                    .filter(e -> field.thingId() != null
                            && !field.thingId().isEmpty()
                            && e.change().target().contains(field.thingId()))
                    .findFirst()
                    .orElse(adminEvents.getLast());
            shared.computeIfAbsent(owner, s -> new ArrayList<>()).add(field);
        }
        return shared;
    }

    /** Role ids become role names: a reader of a change wants to know that somebody became a nurse. */
    private static List<FieldChange> readable(KeycloakSession session, List<FieldChange> fields) {
        RealmModel realm = session.getContext().getRealm();
        if (realm == null
                || fields.stream()
                        .noneMatch(f -> f.name().toLowerCase(Locale.ROOT).contains("role"))) {
            return fields;
        }
        return fields.stream()
                .map(f -> f.name().toLowerCase(Locale.ROOT).contains("role")
                        ? new FieldChange(
                                f.thing(),
                                f.thingId(),
                                f.name(),
                                role(session, realm, f.before()),
                                role(session, realm, f.after()))
                        : f)
                .toList();
    }

    private static @Nullable String role(KeycloakSession session, RealmModel realm, @Nullable String id) {
        RoleModel role = id == null ? null : session.roles().getRoleById(realm, id);
        return role == null ? id : role.getName();
    }

    private static <T extends Sighting> List<T> only(List<Sighting> sightings, Class<T> type) {
        return sightings.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
