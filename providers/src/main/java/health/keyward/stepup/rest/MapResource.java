package health.keyward.stepup.rest;

import health.keyward.contract.stepup.StepUpMapDraft;
import health.keyward.contract.stepup.StepUpMapNames;
import health.keyward.contract.stepup.StepUpMapQuestion;
import health.keyward.contract.stepup.StepUpMapVersion;
import health.keyward.contract.stepup.StepUpMapVersions;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import health.keyward.stepup.core.MapChange;
import health.keyward.stepup.core.MapCheck;
import health.keyward.stepup.core.StepUpMap;
import health.keyward.stepup.core.WrittenRule;
import health.keyward.stepup.store.MapText;
import health.keyward.stepup.store.MapVersions.Version;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RoleModel;

/** {@code keyward/v1/stepup/map}: the step-up map of the realm, its versions, what a new one would mean, and its publication (SU-1). */
@Produces(MediaType.APPLICATION_JSON)
public final class MapResource {
    private static final int MOST_DAYS = 90;
    private static final int MOST_FAULTS_TOLD = 5;

    private final MapDesk desk;

    MapResource(MapDesk desk) {
        this.desk = desk;
    }

    @GET
    public Response inForce() {
        desk.call().withoutParameters().looked("GET stepup/map", "");
        Optional<Version> newest = desk.shelf().newest(desk.call().realmId());
        return answer(newest);
    }

    @GET
    @Path("names")
    public Response names() {
        desk.call().withoutParameters();
        var realm = desk.call().realm();
        return Wire.json(new StepUpMapNames(
                realm.getClientsStream()
                        .filter(ClientModel::isEnabled)
                        .filter(client -> !client.isBearerOnly())
                        .map(client -> new StepUpMapNames.App(
                                client.getClientId(), name(client), client.getAttribute(MapWords.DATA_CLASS)))
                        .sorted(Comparator.comparing(StepUpMapNames.App::id))
                        .toList(),
                realm.getClientScopesStream()
                        .map(ClientScopeModel::getName)
                        .sorted()
                        .toList(),
                realm.getRolesStream().map(RoleModel::getName).sorted().toList()));
    }

    private static @Nullable String name(ClientModel client) {
        @Nullable String name = client.getName();
        return name == null || name.isBlank() || name.startsWith("${") ? null : name;
    }

    @GET
    @Path("versions")
    @Query.Of({"below", "limit"})
    public Response versions() {
        Query query = Query.of(desk.call(), "below", "limit");
        long below = query.text("below").map(text -> number("below", text)).orElse(Long.MAX_VALUE);
        int limit = query.limit();
        desk.call().looked("GET stepup/map/versions", query.question());
        List<Version> found =
                desk.database().read(tx -> desk.versions().list(tx, desk.call().realmId(), below - 1, limit + 1));
        List<StepUpMapVersion> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, found.size()); i++) {
            shown.add(MapWords.said(
                    found.get(i),
                    new MapChange(
                                    i + 1 < found.size()
                                            ? MapWords.map(Optional.of(found.get(i + 1)))
                                            : StepUpMap.EMPTY,
                                    MapWords.map(Optional.of(found.get(i))))
                            .lines()));
        }
        return Wire.json(new StepUpMapVersions(
                shown, found.size() > limit ? shown.getLast().number() : null));
    }

    @GET
    @Path("versions/{version}")
    public Response version(@PathParam("version") String text) {
        desk.call().withoutParameters();
        long number = number("version", text);
        desk.call().looked("GET stepup/map/versions/" + number, "");
        Optional<Version> found =
                desk.database().read(tx -> desk.versions().one(tx, desk.call().realmId(), number));
        if (found.isEmpty()) {
            throw Problems.notFound("There is no version of this number.");
        }
        return answer(found);
    }

    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response preview(@Nullable String body) {
        desk.call().withoutParameters();
        StepUpMapQuestion asked = Wire.read(body == null ? "" : body, StepUpMapQuestion.class);
        if (asked.days() < 1 || asked.days() > MOST_DAYS) {
            throw Problems.badRequest("bad-days", "days is a number from 1 to " + MOST_DAYS + ".");
        }
        List<WrittenRule> rules = sound(MapWords.rules(asked.rules()));
        desk.call()
                .looked("POST stepup/map/preview", "days=" + asked.days() + "&map=" + MapText.hash(MapText.of(rules)));
        StepUpMap inForce = MapWords.map(desk.shelf().newest(desk.call().realmId()));
        return Wire.json(new PastSignIns(desk).under(StepUpMap.of(rules), inForce, asked.days()));
    }

    @POST
    @Path("versions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publish(@Nullable String body) {
        desk.call().withoutParameters();
        StepUpMapDraft draft = Wire.read(body == null ? "" : body, StepUpMapDraft.class);
        String reason = reason(draft.reason());
        List<WrittenRule> rules = sound(MapWords.rules(draft.rules()));
        return new MapPublication(desk).of(draft.after(), rules, reason);
    }

    private List<WrittenRule> sound(List<WrittenRule> rules) {
        StepUpMap inForce = MapWords.map(desk.shelf().newest(desk.call().realmId()));
        List<MapCheck.Fault> faults =
                MapCheck.faults(rules, inForce, desk.shelf().known(desk.call().realmId()));
        if (!faults.isEmpty()) {
            throw Problems.badRequest(
                    "bad-map",
                    faults.stream()
                            .limit(MOST_FAULTS_TOLD)
                            .map(MapResource::told)
                            .collect(Collectors.joining(" ")));
        }
        return rules;
    }

    private static String told(MapCheck.Fault fault) {
        return fault.rule().isEmpty()
                ? fault.what()
                : "Rule " + fault.rule() + ", " + fault.field() + ": " + fault.what();
    }

    private Response answer(Optional<Version> version) {
        List<WrittenRule> rules = version.map(Version::rules).orElse(List.of());
        return Wire.json(new health.keyward.contract.stepup.StepUpMap(
                version.map(found -> MapWords.said(found, lines(found))).orElse(null),
                rules.stream().map(MapWords::said).toList(),
                MapWords.faults(
                        MapCheck.faults(rules, desk.shelf().known(desk.call().realmId())))));
    }

    private List<MapChange.Line> lines(Version version) {
        Optional<Version> before =
                desk.database().read(tx -> desk.versions().one(tx, desk.call().realmId(), version.number() - 1));
        return new MapChange(MapWords.map(before), MapWords.map(Optional.of(version))).lines();
    }

    private static long number(String name, String text) {
        if (!text.matches("[0-9]{1,9}") || Long.parseLong(text) < 1) {
            throw Problems.badRequest("bad-" + name, name + " is a number from 1 on.");
        }
        return Long.parseLong(text);
    }

    private static String reason(@Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.length() < 3 || reason.length() > 300 || reason.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest("bad-reason", "A reason has 3 to 300 characters and no control characters.");
        }
        return reason;
    }
}
