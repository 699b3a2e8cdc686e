package health.keyward.abac.rest;

import health.keyward.abac.core.Enforcement.Mode;
import health.keyward.abac.core.bundle.Archive;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.keycloak.bundle.EnforcementKind;
import health.keyward.abac.keycloak.bundle.PolicyKind;
import health.keyward.abac.keycloak.bundle.RealmPolicies.Looked;
import health.keyward.abac.store.BundleSteps.Act;
import health.keyward.abac.store.BundleVersions.NewVersion;
import health.keyward.abac.store.BundleVersions.Version;
import health.keyward.approval.Outcome;
import health.keyward.approval.Refusal;
import health.keyward.approval.Signatory;
import health.keyward.contract.abac.PolicyAct;
import health.keyward.contract.abac.PolicyModeProposal;
import health.keyward.contract.abac.PolicyProposal;
import health.keyward.contract.abac.PolicyProposed;
import health.keyward.contract.abac.PolicySteps;
import health.keyward.contract.abac.PolicyUpload;
import health.keyward.contract.abac.PolicyVersions;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/abac/policies}: what a realm is decided by, its bundles, and proposals to change that (AB-8). */
@Produces(MediaType.APPLICATION_JSON)
public final class PolicyResource {
    private static final int LONGEST_BASE64 = Archive.LARGEST_PACKED / 3 * 4 + 8;
    private static final int STEPS_SHOWN = 50;

    private final PolicyDesk desk;
    private final PolicyWords words;

    PolicyResource(PolicyDesk desk) {
        this.desk = desk;
        this.words = new PolicyWords(desk);
    }

    @GET
    public Response state() {
        desk.call().withoutParameters().looked("GET abac/policies", "");
        return Wire.json(words.state());
    }

    @GET
    @Path("steps")
    public Response steps() {
        desk.call().withoutParameters().looked("GET abac/policies/steps", "");
        return Wire.json(new PolicySteps(desk.realm().steps(desk.call().realmId(), STEPS_SHOWN).stream()
                .map(PolicyWords::said)
                .toList()));
    }

    @GET
    @Path("versions")
    @Query.Of({"below", "limit"})
    public Response versions() {
        Query query = Query.of(desk.call(), "below", "limit");
        long below = query.text("below").map(text -> number("below", text, 1)).orElse(Long.MAX_VALUE);
        int limit = query.limit();
        desk.call().looked("GET abac/policies/versions", query.question());
        List<Version> found = desk.realm().versions(desk.call().realmId(), below - 1, limit + 1);
        List<Version> shown = found.subList(0, Math.min(limit, found.size()));
        return Wire.json(new PolicyVersions(
                shown.stream().map(PolicyWords::said).toList(),
                found.size() > limit ? shown.getLast().number() : null));
    }

    @POST
    @Path("versions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response upload(@Nullable String body) {
        desk.call().withoutParameters().needs("policy-upload");
        if (body != null && body.length() > LONGEST_BASE64 + 2_000) {
            throw tooLarge();
        }
        PolicyUpload given = Wire.read(body == null ? "" : body, PolicyUpload.class);
        String note = reason("note", given.note());
        byte[] packed = decoded(given.bundle());
        Looked looked = desk.realm().look(packed);
        Bundle bundle = looked.bundle();
        if (bundle == null) {
            throw Problems.badRequest("bad-bundle", looked.trouble());
        }
        long number = desk.realm()
                .keep(
                        new NewVersion(
                                desk.call().realmId(),
                                bundle.revision(),
                                bundle.sha256(),
                                packed,
                                desk.call().user().getUsername(),
                                desk.call().user().getId(),
                                desk.clock().instant().truncatedTo(ChronoUnit.MICROS),
                                note),
                        desk.call().actor());
        return Wire.json(words.detail(number, looked));
    }

    @GET
    @Path("versions/{version}")
    public Response version(@PathParam("version") String text) {
        desk.call().withoutParameters();
        long number = number("version", text, 0);
        desk.call().looked("GET abac/policies/versions/" + number, "");
        return Wire.json(words.detail(number, looked(number)));
    }

    @GET
    @Path("versions/{version}/file")
    @Query.Of({"name"})
    public Response file(@PathParam("version") String text) {
        Query query = Query.of(desk.call(), "name");
        long number = number("version", text, 0);
        String name =
                query.text("name").orElseThrow(() -> Problems.badRequest("bad-name", "name is a file of the bundle."));
        desk.call().looked("GET abac/policies/versions/" + number + "/file", query.question());
        return Wire.json(PolicyWords.file(name, readable(number)));
    }

    @GET
    @Path("difference")
    @Query.Of({"from", "to"})
    public Response difference() {
        Query query = Query.of(desk.call(), "from", "to");
        long from = number("from", query.text("from").orElse(""), 0);
        long to = number("to", query.text("to").orElse(""), 0);
        desk.call().looked("GET abac/policies/difference", query.question());
        return Wire.json(PolicyDifferences.between(from, readable(from), to, readable(to)));
    }

    @POST
    @Path("proposals")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response propose(@Nullable String body) {
        desk.call().withoutParameters().needs(PolicyKind.KIND);
        PolicyProposal given = Wire.read(body == null ? "" : body, PolicyProposal.class);
        Act act = act(given.act());
        Long version = given.version();
        if (act == Act.ROLLBACK && version == null) {
            version = desk.realm()
                    .before(desk.call().realmId())
                    .orElseThrow(() -> Problems.conflict("nothing-before", "There is nothing to go back to."));
        }
        if (act == Act.PUBLISH && version == null) {
            throw Problems.badRequest("bad-version", "version is the number of a bundle.");
        }
        String reason = reason("reason", given.reason());
        return proposed(PolicyKind.KIND, asked(given, act, version, reason), reason);
    }

    private static Map<String, String> asked(PolicyProposal given, Act act, @Nullable Long version, String reason) {
        if (given.acknowledged() == null) {
            return PolicyKind.asked(act, version, given.after(), reason);
        }
        if (act != Act.PUBLISH || version == null) {
            throw Problems.badRequest("bad-acknowledged", "A replay is acknowledged to publish its bundle.");
        }
        return PolicyKind.published(version, given.after(), reason, ReplayResource.id(given.acknowledged()));
    }

    @POST
    @Path("enforcement")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enforcement(@Nullable String body) {
        desk.call().withoutParameters().needs(EnforcementKind.KIND);
        PolicyModeProposal given = Wire.read(body == null ? "" : body, PolicyModeProposal.class);
        if (given.app() == null && given.mode() == null) {
            throw Problems.badRequest("bad-mode", "mode is RECORD or ENFORCE; only an app can be as its realm.");
        }
        String reason = reason("reason", given.reason());
        Mode mode = given.mode() == null ? null : Mode.valueOf(given.mode().name());
        return proposed(EnforcementKind.KIND, EnforcementKind.asked(given.app(), mode, given.after(), reason), reason);
    }

    private Response proposed(String kind, Map<String, String> asked, String reason) {
        Signatory by = new Signatory(
                desk.call().realmId(), desk.call().actor(), desk.call().authenticatedAt());
        return switch (desk.approvals().propose(by, kind, asked, reason)) {
            case Outcome.Ok ok ->
                Wire.json(new PolicyProposed(ok.proposal().id().toString()));
            case Outcome.Unclear unclear -> throw Problems.conflict("bad-change", unclear.why());
            case Outcome.Refused refused
            when refused.why() == Refusal.ALREADY_OPEN ->
                throw Problems.conflict("already-open", "The same change waits for a second person already.");
            case Outcome.Refused refused -> throw Problems.forbidden();
            case Outcome.Unknown unknown -> throw Problems.forbidden();
            case Outcome.NotDone notDone -> throw Problems.forbidden();
        };
    }

    private Looked looked(long number) {
        return desk.realm()
                .look(desk.call().realmId(), number)
                .orElseThrow(() -> Problems.notFound("There is no bundle of this number."));
    }

    private Bundle readable(long number) {
        Looked looked = looked(number);
        Bundle bundle = looked.bundle();
        if (bundle == null) {
            throw Problems.conflict("bad-bundle", looked.trouble());
        }
        return bundle;
    }

    private static Act act(@Nullable PolicyAct given) {
        if (given == null || given == PolicyAct.ENFORCE) {
            throw Problems.badRequest("bad-act", "act is PUBLISH, ROLLBACK or SHADOW.");
        }
        return Act.valueOf(given.name());
    }

    private static byte[] decoded(@Nullable String base64) {
        if (base64 == null || base64.isBlank()) {
            throw Problems.badRequest("bad-bundle", "bundle is what opa build writes, in Base64.");
        }
        if (base64.length() > LONGEST_BASE64) {
            throw tooLarge();
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Problems.badRequest("bad-bundle", "bundle is what opa build writes, in Base64.");
        }
    }

    private static RuntimeException tooLarge() {
        return Problems.badRequest("bad-bundle", "A bundle has at most 4 MiB.");
    }

    private static long number(String name, String text, long least) {
        if (!text.matches("[0-9]{1,9}") || Long.parseLong(text) < least) {
            throw Problems.badRequest("bad-" + name, name + " is a number from " + least + " on.");
        }
        return Long.parseLong(text);
    }

    private static String reason(String name, @Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.length() < 3 || reason.length() > 300 || reason.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest(
                    "bad-" + name, "A " + name + " has 3 to 300 characters and no control characters.");
        }
        return reason;
    }
}
