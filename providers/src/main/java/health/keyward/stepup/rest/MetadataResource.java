package health.keyward.stepup.rest;

import health.keyward.contract.stepup.MetadataCondition;
import health.keyward.contract.stepup.MetadataSource;
import health.keyward.contract.stepup.MetadataState;
import health.keyward.contract.stepup.MetadataUpload;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.keycloak.models.MetadataDesk;
import health.keyward.stepup.keycloak.models.MetadataIntake.Outcome;
import health.keyward.stepup.store.KeptMetadata.Head;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/stepup/metadata}: what this installation knows of models, and how to bring it up to date without a way to the internet. */
@Produces(MediaType.APPLICATION_JSON)
public final class MetadataResource {
    private static final int LARGEST = 32 * 1024 * 1024;

    private final ModelDesk desk;

    MetadataResource(ModelDesk desk) {
        this.desk = desk;
    }

    @GET
    public Response state() {
        desk.call().withoutParameters().looked("GET stepup/metadata", "");
        return Wire.json(said());
    }

    /** A BLOB as the metadata service hands it out. Taken or refused, it is recorded. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response upload(@Nullable String body) {
        desk.call().withoutParameters().needs("metadata");
        String blob = Wire.read(body == null ? "" : body, MetadataUpload.class).blob();
        if (blob == null || blob.isBlank() || blob.length() > LARGEST) {
            throw Problems.badRequest("bad-body", "blob is the metadata BLOB, at most 32 MiB.");
        }
        return switch (desk.metadata()
                .upload(
                        desk.call().session(),
                        desk.call().realmId(),
                        desk.call().actor(),
                        blob.strip())) {
            case Outcome.Taken taken -> Wire.json(said());
            case Outcome.Known known -> Wire.json(said());
            case Outcome.Refused(var why, var again) ->
                throw Problems.conflict("metadata-refused", "These metadata were not taken in: " + why + ".");
        };
    }

    private MetadataState said() {
        MetadataDesk.State state = desk.metadata().state(desk.database());
        Optional<Head> head = state.head();
        return new MetadataState(
                condition(state),
                head.map(Head::number).orElse(null),
                head.map(Head::nextUpdate).orElse(null),
                head.map(kept -> MetadataSource.valueOf(kept.source().name())).orElse(null),
                head.map(Head::at).orElse(null),
                head.map(Head::by).orElse(null),
                state.serving().map(metadata -> metadata.models().size()).orElse(0),
                state.serving().map(Metadata::unreadable).orElse(0),
                state.byFile(),
                state.byUrl(),
                state.tries().values().stream()
                        .map(one -> new MetadataState.Try(
                                MetadataSource.valueOf(one.source().name()), one.at(), one.taken(), one.detail()))
                        .toList());
    }

    private MetadataCondition condition(MetadataDesk.State state) {
        if (state.rootless()) {
            return MetadataCondition.NO_ROOT;
        }
        if (state.head().isEmpty()) {
            return MetadataCondition.NONE;
        }
        return state.serving()
                .map(metadata ->
                        metadata.outdated(desk.clock().instant()) ? MetadataCondition.OUTDATED : MetadataCondition.GOOD)
                .orElse(MetadataCondition.NOT_BELIEVED);
    }
}
