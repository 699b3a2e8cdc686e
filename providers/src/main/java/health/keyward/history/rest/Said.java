package health.keyward.history.rest;

import health.keyward.contract.history.Cause;
import health.keyward.contract.history.ChangeDetail;
import health.keyward.contract.history.ChangePage;
import health.keyward.contract.history.ChangeRow;
import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.ExportJob;
import health.keyward.contract.history.ExportManifest;
import health.keyward.contract.history.ExportPhase;
import health.keyward.contract.history.Histogram;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.Protocol;
import health.keyward.contract.history.Receipt;
import health.keyward.contract.history.SavedView;
import health.keyward.contract.history.SignInDetail;
import health.keyward.contract.history.SignInPage;
import health.keyward.contract.history.SignInRow;
import health.keyward.contract.history.Summary;
import health.keyward.contract.history.TimelinePage;
import health.keyward.contract.history.TopList;
import health.keyward.history.PersonDecisions;
import health.keyward.history.core.ActionReceipt;
import health.keyward.history.core.Alteration;
import health.keyward.history.core.AlterationDetail;
import health.keyward.history.core.Attempt;
import health.keyward.history.core.AttemptDetail;
import health.keyward.history.core.Bucket;
import health.keyward.history.core.Cursor;
import health.keyward.history.core.ExportOrder;
import health.keyward.history.core.ExportState;
import health.keyward.history.core.Figures;
import health.keyward.history.core.Happening;
import health.keyward.history.core.KeptView;
import health.keyward.history.core.Page;
import health.keyward.history.core.Top;
import health.keyward.history.core.Window;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The room's values in the words of the contract. */
final class Said {
    private static final String UNKNOWN = "unknown";

    private Said() {}

    static SignInPage signIns(Page<Attempt> page) {
        return new SignInPage(page.rows().stream().map(Said::row).toList(), text(page.next()), text(page.top()));
    }

    static SignInRow row(Attempt a) {
        return new SignInRow(
                a.id(),
                a.at(),
                EventKind.valueOf(a.kind().name()),
                a.type(),
                Outcome.valueOf(a.outcome().name()),
                Cause.valueOf(a.cause().name()),
                a.userId(),
                a.username(),
                a.personName(),
                a.unit(),
                a.unknownName(),
                a.clientId(),
                Protocol.valueOf(a.protocol().name()),
                Method.valueOf(a.method().name()),
                a.acr(),
                a.address(),
                a.device(),
                a.sessionId(),
                a.synthetic());
    }

    static SignInDetail detail(AttemptDetail d) {
        return new SignInDetail(
                row(d.row()),
                d.error(),
                d.amr(),
                d.authenticatedAt(),
                d.userAgent(),
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                d.correlationId(),
                d.reached(),
                d.details(),
                d.row().seq(),
                d.boot() + "/" + d.nseq());
    }

    static ChangePage changes(Page<Alteration> page) {
        return new ChangePage(page.rows().stream().map(Said::row).toList(), text(page.next()), text(page.top()));
    }

    static ChangeRow row(Alteration a) {
        return new ChangeRow(
                a.id(),
                a.at(),
                a.operation(),
                a.area(),
                a.target(),
                a.targetUserId(),
                a.targetUsername(),
                a.actorId(),
                a.actorName(),
                a.actorRealm(),
                a.clientId(),
                a.address(),
                a.source(),
                a.fields(),
                a.synthetic());
    }

    static ChangeDetail detail(AlterationDetail d) {
        return new ChangeDetail(
                row(d.row()),
                d.fields().stream()
                        .map(f -> new ChangeDetail.Field(f.thing(), f.thingId(), f.name(), f.before(), f.after()))
                        .toList(),
                d.sessionId(),
                d.row().seq(),
                d.boot() + "/" + d.nseq());
    }

    private static TimelinePage.Decision decision(PersonDecisions.Decided decided) {
        return new TimelinePage.Decision(
                decided.id(),
                decided.effect(),
                decided.app(),
                decided.action(),
                decided.resourceType(),
                decided.reasons(),
                decided.enforced());
    }

    static TimelinePage timeline(Page<Happening> page) {
        return new TimelinePage(
                page.rows().stream()
                        .map(happening -> switch (happening) {
                            case Happening.Tried tried ->
                                new TimelinePage.Item(tried.attempt().at(), row(tried.attempt()), null, null);
                            case Happening.Changed changed ->
                                new TimelinePage.Item(changed.alteration().at(), null, row(changed.alteration()), null);
                            case Happening.Ruled(var decided) ->
                                new TimelinePage.Item(decided.place().at(), null, null, decision(decided));
                        })
                        .toList(),
                text(page.next()));
    }

    static Summary summary(Window window, Figures f) {
        return new Summary(
                window.from(),
                window.to(),
                f.success(),
                f.failed(),
                f.denied(),
                f.signOuts(),
                f.people(),
                f.failedBefore(),
                f.failuresRoseAt(),
                f.capped());
    }

    static Histogram histogram(long step, List<Bucket> buckets) {
        return new Histogram(
                step,
                buckets.stream()
                        .map(b -> new Histogram.Bucket(b.start(), b.success(), b.failed(), b.denied()))
                        .toList());
    }

    static TopList top(List<Top> tops) {
        return new TopList(tops.stream()
                .map(t -> new TopList.Top(
                        t.key(), t.label(), t.count(), t.people(), t.first(), t.last(), t.unknownName()))
                .toList());
    }

    static SavedView view(KeptView v) {
        return new SavedView(v.name(), v.page(), v.query(), v.savedAt());
    }

    static Receipt receipt(ActionReceipt r) {
        return new Receipt(r.id(), r.at(), r.action(), r.subject(), r.reason(), r.lines());
    }

    private static @Nullable String text(@Nullable Cursor cursor) {
        return cursor == null ? null : cursor.text();
    }

    static String list(ExportOrder.What what) {
        return switch (what) {
            case SIGN_INS -> "sign-ins";
            case CHANGES -> "changes";
        };
    }

    static ExportJob export(ExportState state) {
        ExportOrder order = state.order();
        return new ExportJob(
                order.hex(),
                list(order.what()),
                order.format().name().toLowerCase(Locale.ROOT),
                order.question(),
                ExportPhase.valueOf(state.phase().name()),
                state.rows(),
                state.bytes(),
                order.askedAt(),
                state.endedAt(),
                order.askedAt().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS));
    }

    /** @param state of an export that has its file */
    static ExportManifest manifest(ExportState state, @Nullable String checkpoint) {
        ExportOrder order = state.order();
        return new ExportManifest(
                order.hex(),
                list(order.what()),
                order.format().name().toLowerCase(Locale.ROOT),
                order.question(),
                order.askedAt(),
                Objects.requireNonNull(state.endedAt(), "it has ended"),
                state.rows(),
                state.bytes(),
                Objects.requireNonNull(state.sha256(), "it has a file"),
                state.phase() == ExportState.Phase.DONE,
                state.lowest(),
                state.highest(),
                order.lastEntry(),
                checkpoint);
    }
}
