package health.keyward.review.rest;

import health.keyward.contract.review.ReviewItemKind;
import health.keyward.contract.review.ReviewLoad;
import health.keyward.contract.review.ReviewPreview;
import health.keyward.contract.review.ReviewQuality;
import health.keyward.contract.review.ReviewRisk;
import health.keyward.contract.review.ReviewerQuality;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.review.core.Assignment;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Item;
import health.keyward.review.core.Quality;
import health.keyward.review.store.Campaigns;
import health.keyward.review.store.Evidence;
import health.keyward.review.store.Figures;
import health.keyward.review.store.Items;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What is said of many items at once, in one transaction. */
final class ReviewLists {
    private static final int SAMPLE = 50;

    private final Connection tx;
    private final ReviewDesk desk;
    private final Items items = new Items();

    ReviewLists(Connection tx, ReviewDesk desk) {
        this.tx = tx;
        this.desk = desk;
    }

    static String cursor(Items.By by, Item last) {
        String word = switch (by) {
            case ANY -> "";
            case PERSON -> last.person().value();
            case ENTITLEMENT -> last.entitlement();
        };
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((last.id() + " " + word).getBytes(StandardCharsets.UTF_8));
    }

    static Items.Place place(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int blank = text.indexOf(' ');
            if (blank == 36) {
                return new Items.Place(text.substring(37), UUID.fromString(text.substring(0, 36)));
            }
        } catch (IllegalArgumentException e) {
            throw bad();
        }
        throw bad();
    }

    private static RuntimeException bad() {
        return Problems.badRequest(
                "bad-cursor", "The cursor is none of ours; take it from next, or start without one.");
    }

    ReviewPreview preview(Campaign campaign) throws SQLException {
        @Nullable String hash = campaign.populationHash();
        @Nullable Instant takenAt = campaign.previewedAt();
        if (hash == null || takenAt == null) {
            throw Problems.conflict("out-of-turn", "It was not previewed yet.");
        }
        Figures figures = new Campaigns().figures(tx, campaign.id());
        Map<UserId, Items.Person> names = items.people(
                tx,
                campaign.realm(),
                figures.loads().stream().map(Items.Load::reviewer).toList());
        List<Item> orphans = figures.unassigned() == 0 ? List.of() : items.orphans(tx, campaign.id(), SAMPLE);
        return new ReviewPreview(
                campaign.id().toString(),
                hash,
                takenAt,
                figures.items(),
                figures.people(),
                counts(figures.kinds(), (kind, n) -> new ReviewPreview.KindCount(ReviewItemKind.valueOf(kind), n)),
                counts(figures.risks(), (risk, n) -> new ReviewPreview.RiskCount(ReviewRisk.valueOf(risk), n)),
                figures.loads().stream().map(load -> load(load, names)).toList(),
                figures.unassigned(),
                figures.onFallback(),
                new ReviewWords(tx, desk).items(orphans, Map.of(campaign.id(), campaign), false, true));
    }

    private static <T> List<T> counts(Map<? extends Enum<?>, Long> counted, BiFunction<String, Long, T> said) {
        return counted.entrySet().stream()
                .map(one -> Map.entry(one.getKey().name(), one.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .map(one -> said.apply(one.getKey(), one.getValue()))
                .toList();
    }

    private static ReviewLoad load(Items.Load load, Map<UserId, Items.Person> names) {
        return new ReviewLoad(
                load.reviewer().value(),
                ReviewWords.name(names, load.reviewer()),
                load.items(),
                load.high(),
                load.open(),
                load.items() > Assignment.MOST_ITEMS || load.high() > Assignment.MOST_HIGH);
    }

    ReviewQuality quality(Campaign campaign) throws SQLException {
        Map<UserId, Items.Load> loads = new HashMap<>();
        items.loads(tx, campaign.id()).forEach(load -> loads.put(load.reviewer(), load));
        Map<UserId, Quality> given = new HashMap<>();
        Evidence.qualities(tx, campaign.id()).forEach(one -> given.put(one.reviewer(), one));
        List<UserId> people = new ArrayList<>(loads.keySet());
        given.keySet().stream().filter(one -> !loads.containsKey(one)).forEach(people::add);
        Map<UserId, Items.Person> names = items.people(tx, campaign.realm(), people);
        Map<UserId, Long> again = Evidence.requeued(tx, campaign.id());
        List<ReviewerQuality> rows = new ArrayList<>();
        for (UserId person : people) {
            Quality quality = Objects.requireNonNullElseGet(given.get(person), () -> Quality.of(person, List.of()));
            Items.Load load = loads.get(person);
            rows.add(new ReviewerQuality(
                    person.value(),
                    ReviewWords.name(names, person),
                    quality.answers(),
                    load == null ? 0 : load.open(),
                    quality.medianSeconds(),
                    quality.bulk(),
                    quality.fastHigh(),
                    quality.streak(),
                    quality.against(),
                    again.getOrDefault(person, 0L),
                    quality.score(),
                    quality.findings().stream().map(Enum::name).toList()));
        }
        rows.sort(Comparator.comparingInt(ReviewerQuality::score).thenComparing(ReviewerQuality::reviewerId));
        long answers = rows.stream().mapToLong(ReviewerQuality::answers).sum();
        long weighted =
                rows.stream().mapToLong(one -> one.answers() * one.score()).sum();
        return new ReviewQuality(campaign.id().toString(), answers == 0 ? 100 : (int) (weighted / answers), rows);
    }
}
