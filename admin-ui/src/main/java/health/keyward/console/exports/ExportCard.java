package health.keyward.console.exports;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Exports;
import health.keyward.console.base.ExportFormat;
import health.keyward.console.base.Icons;
import health.keyward.console.base.SizeMeter;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Transfer;
import health.keyward.console.base.Words;
import health.keyward.contract.history.ExportJob;
import health.keyward.contract.history.ExportPhase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One export: what it is of, how far it is, and what can be done with it now. */
final class ExportCard extends Div {
    private final transient Exports exports;
    private final Times times;
    private final transient Consumer<String> giveUp;
    private final Div what = new Div();
    private final Div acts = new Div();
    private final ProgressBar bar = new ProgressBar();
    private @Nullable ExportJob shown;
    private boolean fetchable;

    ExportCard(Exports exports, Times times, Consumer<String> giveUp) {
        this.exports = exports;
        this.times = times;
        this.giveUp = giveUp;
        addClassName("kw-job");
        getElement().setAttribute("role", "listitem");
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", Words.say("exports.progress"));
        acts.addClassName("kw-downloads");
        add(what, bar, acts);
    }

    static boolean open(ExportJob job) {
        return job.phase() == ExportPhase.WAITING || job.phase() == ExportPhase.RUNNING;
    }

    void show(ExportJob job, Instant now) {
        boolean file =
                (job.phase() == ExportPhase.DONE || job.phase() == ExportPhase.CUT) && now.isBefore(job.goneAt());
        if (job.equals(shown) && file == fetchable) {
            return;
        }
        boolean otherActs = shown == null || file != fetchable || open(job) != open(shown);
        shown = job;
        fetchable = file;
        getElement()
                .setAttribute("data-export", job.id())
                .setAttribute("data-phase", job.phase().name());
        bar.setVisible(open(job));
        what.removeAll();
        what.add(head(job), quiet(ExportWords.question(job, times)), quiet(size(job, file)));
        if (otherActs) {
            acts.removeAll();
            if (file) {
                var transfer = new Transfer("export-" + job.id());
                acts.add(file(job, transfer), manifest(job), button(job), transfer);
            } else {
                acts.add(button(job));
            }
        }
    }

    private static Component head(ExportJob job) {
        var title = new H2(ExportWords.title(job));
        title.addClassName("kw-h");
        var state = new Span(Icons.of(ExportWords.icon(job.phase())), new Span(Words.of(job.phase())));
        state.addClassNames("kw-outcome", ExportWords.tone(job.phase()));
        state.getElement().setAttribute("role", "status");
        var head = new Div(title, state);
        head.addClassName("kw-job-head");
        return head;
    }

    private String size(ExportJob job, boolean file) {
        double megabytes = job.bytes() / 1_000_000.0;
        var asked = times.ago(job.askedAt());
        if (open(job)) {
            return Words.say("exports.underway", asked, job.rows(), megabytes);
        }
        if (job.phase() == ExportPhase.FAILED) {
            return Words.say("exports.failed", asked);
        }
        return file
                ? Words.say("exports.kept", asked, job.rows(), megabytes, times.exact(job.goneAt()))
                : Words.say("exports.gone", asked, job.rows());
    }

    private Component file(ExportJob job, Transfer transfer) {
        var caller = Caller.current();
        var ui = UI.getCurrent();
        var format = ExportFormat.of(job.format());
        var link = new Anchor(
                event -> transfer.write(
                        event,
                        format.file(ExportWords.fileName(job)),
                        format.contentType(),
                        () -> exports.file(caller, job.id()),
                        new SizeMeter(),
                        ui),
                Words.say("exports.download"));
        return linked(link, "export-file");
    }

    private Component manifest(ExportJob job) {
        var caller = Caller.current();
        var link = new Anchor(event -> write(event, job, caller), Words.say("exports.manifest"));
        return linked(link, "export-manifest");
    }

    private static Anchor linked(Anchor link, String name) {
        link.getElement().setAttribute("download", true).setAttribute("data-act", name);
        link.addClassName("kw-link");
        return link;
    }

    /** Runs without the session lock. */
    private void write(DownloadEvent event, ExportJob job, Caller caller) throws IOException {
        switch (exports.manifest(caller, job.id())) {
            case Answer.Ok<String>(var text) -> {
                event.setFileName(ExportWords.fileName(job) + "-manifest.json");
                event.setContentType("application/json; charset=utf-8");
                event.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            }
            case Answer<String> other -> {
                event.getResponse().setStatus(HttpStatusCode.BAD_GATEWAY.getCode());
                event.getOutputStream().write(States.line(other).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private Button button(ExportJob job) {
        var key = open(job) ? "exports.cancel" : "exports.delete";
        var button = new Button(Words.say(key), e -> {
            e.getSource().setEnabled(false);
            giveUp.accept(job.id());
        });
        button.getElement().setAttribute("data-act", "export-give-up");
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private static Paragraph quiet(String words) {
        var text = new Paragraph(words);
        text.addClassNames("kw-quiet", "kw-said");
        return text;
    }
}
