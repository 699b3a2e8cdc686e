package health.keyward.breakglass.rest;

import health.keyward.breakglass.core.Eligibility;
import health.keyward.breakglass.core.EligibleEntry;
import health.keyward.breakglass.keycloak.AskBook.Numbered;
import health.keyward.breakglass.keycloak.AskListKind;
import health.keyward.breakglass.store.AskLists.Kind;
import health.keyward.breakglass.store.AskText;
import health.keyward.contract.breakglass.BreakGlassEligibility;
import health.keyward.contract.breakglass.BreakGlassEligibilityDraft;
import health.keyward.contract.breakglass.BreakGlassEligible;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** {@code keyward/v1/breakglass/eligibility} (BG-1). */
@Produces(MediaType.APPLICATION_JSON)
public final class EligibilityResource {
    private final AskDesk desk;

    EligibilityResource(AskDesk desk) {
        this.desk = desk;
    }

    @GET
    public Response inForce() {
        desk.call().withoutParameters().looked("GET breakglass/eligibility", "");
        Numbered<Eligibility> now = desk.book().eligibility(desk.call().realmId());
        return Wire.json(new BreakGlassEligibility(
                now.number(),
                now.list().entries().stream().map(EligibilityResource::said).toList(),
                now.list().settleHours(),
                now.list().call().getOrDefault("en", ""),
                now.list().call().getOrDefault("es", ""),
                AskProposals.versions(desk, Kind.ELIGIBILITY)));
    }

    @POST
    @Path("proposals")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response propose(@Nullable String body) {
        desk.call().withoutParameters().needs(AskListKind.named(Kind.ELIGIBILITY));
        BreakGlassEligibilityDraft draft = Wire.read(body == null ? "" : body, BreakGlassEligibilityDraft.class);
        Map<String, String> call = new HashMap<>();
        call.put("en", draft.callEn() == null ? "" : draft.callEn().strip());
        call.put("es", draft.callEs() == null ? "" : draft.callEs().strip());
        Eligibility list = new Eligibility(read(draft.entries()), draft.settleHours(), call);
        AskProposals.sound(list.faults());
        return AskProposals.propose(desk, Kind.ELIGIBILITY, AskText.of(list), draft.after(), draft.reason());
    }

    private static BreakGlassEligible said(EligibleEntry entry) {
        return new BreakGlassEligible(
                entry.kind().name(), entry.id(), entry.name(), entry.apps(), entry.dataClasses(), entry.clinical());
    }

    private List<EligibleEntry> read(@Nullable List<BreakGlassEligible> given) {
        if (given == null) {
            throw Problems.badRequest("bad-list", "A list has entries, even if there are none.");
        }
        List<EligibleEntry> entries = new ArrayList<>();
        for (@Nullable BreakGlassEligible one : given) {
            String name = one == null || one.name() == null ? "" : one.name().strip();
            String kind = one == null || one.kind() == null ? "" : one.kind();
            if (one == null || name.isEmpty()) {
                throw Problems.badRequest("bad-list", "Each entry has a kind and a name.");
            }
            List<String> apps = AskProposals.words(one.apps());
            apps.forEach(this::known);
            entries.add(found(kind, name)
                    .map(who -> new EligibleEntry(
                            who.kind(),
                            who.id(),
                            who.name(),
                            apps,
                            AskProposals.words(one.dataClasses()),
                            one.clinical()))
                    .orElseThrow(() -> Problems.badRequest(
                            "bad-list", "There is no " + kind + " of the name " + name + " in this realm.")));
        }
        return entries;
    }

    private void known(String app) {
        if (desk.call().realm().getClientByClientId(app) == null) {
            throw Problems.badRequest("bad-list", "There is no app " + app + " in this realm.");
        }
    }

    private Optional<EligibleEntry> found(String kind, String name) {
        KeycloakSession session = desk.call().session();
        RealmModel realm = desk.call().realm();
        return switch (kind) {
            case "ROLE" -> Optional.ofNullable(realm.getRole(name)).map(EligibilityResource::of);
            case "GROUP" ->
                Optional.ofNullable(KeycloakModelUtils.findGroupByPath(session, realm, name))
                        .map(group -> of(group, name));
            case "PERSON" ->
                Optional.ofNullable(session.users().getUserByUsername(realm, name))
                        .map(EligibilityResource::of);
            default -> throw Problems.badRequest("bad-list", "kind is ROLE, GROUP or PERSON.");
        };
    }

    private static EligibleEntry of(RoleModel role) {
        return new EligibleEntry(EligibleEntry.Kind.ROLE, role.getId(), role.getName(), List.of(), List.of(), true);
    }

    private static EligibleEntry of(GroupModel group, String path) {
        return new EligibleEntry(EligibleEntry.Kind.GROUP, group.getId(), path, List.of(), List.of(), true);
    }

    private static EligibleEntry of(UserModel person) {
        return new EligibleEntry(
                EligibleEntry.Kind.PERSON, person.getId(), person.getUsername(), List.of(), List.of(), true);
    }
}
