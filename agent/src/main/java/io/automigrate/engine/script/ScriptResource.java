package io.automigrate.engine.script;

import io.automigrate.migration.Script;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import org.flywaydb.core.api.resource.LoadableResource;

/** A script of the catalog as Flyway reads it. */
final class ScriptResource extends LoadableResource {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Script script;
    private final Charset encoding;

    ScriptResource(Script script, Charset encoding) {
        this.script = script;
        this.encoding = encoding;
    }

    @Override
    public Reader read() {
        try {
            // A decoder instead of the charset reports malformed bytes, which would otherwise become question marks in
            // the data.
            Reader reader =
                    new BufferedReader(new InputStreamReader(script.file().open(), encoding.newDecoder()));
            PushbackReader start = new PushbackReader(reader, 1);
            int first = start.read();
            if (first >= 0 && first != BYTE_ORDER_MARK) {
                start.unread(first);
            }
            return start;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + script.file().place() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String getAbsolutePath() {
        return script.location().path() + "/" + script.path();
    }

    @Override
    public String getAbsolutePathOnDisk() {
        return script.file().place();
    }

    @Override
    public String getFilename() {
        return script.name().fileName();
    }

    @Override
    public String getRelativePath() {
        return script.path();
    }
}
