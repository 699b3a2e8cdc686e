package health.keyward.console.abac;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.api.Answer;
import health.keyward.console.base.ExportFormat;
import health.keyward.console.base.RowMeter;
import health.keyward.console.base.Transfer;
import health.keyward.console.base.Words;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** The decisions that are listed as a file. */
public final class DecisionsFile extends Div {
    private final transient Supplier<Answer<InputStream>> opening;
    private final Transfer transfer = new Transfer("decisions-export");
    private final UI ui = UI.getCurrent();

    /** @param opening opens the stream; runs without the session */
    DecisionsFile(Supplier<Answer<InputStream>> opening) {
        this.opening = opening;
        addClassName("kw-downloads");
        var link = new Anchor(this::write, Words.say("export.csv"));
        link.setId("decisions-export");
        link.addClassName("kw-link");
        link.getElement().setAttribute("download", true);
        add(transfer, link);
    }

    /** Streams the file to the browser. Runs without the session lock. */
    public void write(DownloadEvent event) throws IOException {
        transfer.write(
                event,
                ExportFormat.CSV.file("keyward-decisions"),
                ExportFormat.CSV.contentType(),
                opening,
                new RowMeter(ExportFormat.CSV),
                ui);
    }
}
