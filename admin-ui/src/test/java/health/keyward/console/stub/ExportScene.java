package health.keyward.console.stub;

import health.keyward.contract.history.ExportJob;
import health.keyward.contract.history.ExportJobs;
import health.keyward.contract.history.ExportPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Background exports: each look at them brings a running one further. */
public final class ExportScene {
    public static final String DONE = "11111111111111111111111111111111";
    public static final String FILE = "time,person\n2026-11-21,mei.lin\n";
    public static final String MANIFEST = "{\"manifest\":{\"rows\":1},\"note\":\"signed\"}";

    private final Clock clock;
    private final List<ExportJob> jobs = new ArrayList<>();
    private int ordered;

    ExportScene(Clock clock) {
        this.clock = clock;
        reset();
    }

    synchronized void reset() {
        ordered = 0;
        jobs.clear();
        jobs.add(job(DONE, "sign-ins", "csv", "outcome=FAILED&person=mei.lin&format=csv", ExportPhase.DONE, 31_337));
        jobs.add(job("2".repeat(32), "changes", "fhir", "format=fhir", ExportPhase.CUT, 5_000_000));
        jobs.add(job("3".repeat(32), "sign-ins", "json", "format=json", ExportPhase.FAILED, 0));
        jobs.add(job("4".repeat(32), "sign-ins", "json", "format=json", ExportPhase.CANCELLED, 0));
    }

    synchronized ExportJob order(String list, Map<String, List<String>> query) {
        var question = new StringBuilder();
        query.forEach((name, values) -> values.forEach(value -> question.append(question.isEmpty() ? "" : "&")
                .append(name)
                .append("=")
                .append(value)));
        var job = job(
                String.format("%032x", ++ordered),
                list,
                StubHouse.one(query, "format"),
                question.toString(),
                ExportPhase.WAITING,
                0);
        jobs.addFirst(job);
        return job;
    }

    synchronized ExportJobs mine() {
        var now = new ExportJobs(List.copyOf(jobs));
        jobs.replaceAll(ExportScene::further);
        return now;
    }

    synchronized void cancel(String id) {
        jobs.replaceAll(job -> job.id().equals(id) ? in(job, ExportPhase.CANCELLED, job.rows()) : job);
    }

    /** Age of what is there, as if that time had passed. */
    public synchronized void age(Duration by) {
        jobs.replaceAll(job -> new ExportJob(
                job.id(),
                job.list(),
                job.format(),
                job.question(),
                job.phase(),
                job.rows(),
                job.bytes(),
                job.askedAt().minus(by),
                job.endedAt(),
                job.goneAt().minus(by)));
    }

    private static ExportJob further(ExportJob job) {
        return switch (job.phase()) {
            case WAITING -> in(job, ExportPhase.RUNNING, 12_000);
            case RUNNING -> in(job, ExportPhase.DONE, 24_000);
            case DONE, CUT, FAILED, CANCELLED -> job;
        };
    }

    private static ExportJob in(ExportJob job, ExportPhase phase, long rows) {
        return new ExportJob(
                job.id(),
                job.list(),
                job.format(),
                job.question(),
                phase,
                rows,
                rows * 250,
                job.askedAt(),
                job.endedAt(),
                job.goneAt());
    }

    private ExportJob job(String id, String list, String format, String question, ExportPhase phase, long rows) {
        Instant asked = clock.instant().minus(Duration.ofMinutes(3));
        return new ExportJob(
                id, list, format, question, phase, rows, rows * 250, asked, null, asked.plus(Duration.ofDays(1)));
    }
}
