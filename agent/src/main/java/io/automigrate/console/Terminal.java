package io.automigrate.console;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * The terminal, file or pipe that gets a result.
 *
 * @param columns the number of characters in a line
 * @param colours whether the terminal understands escape sequences for colours, and the user wants them
 * @param charset the encoding of the characters
 */
public record Terminal(int columns, boolean colours, Charset charset) {
    private static final int USUAL = 80;
    private static final int IN_A_FILE = 100;
    private static final int NARROWEST = 40;

    /** Returns the terminal, file or pipe behind the standard output of this process. */
    public static Terminal of(PrintStream out, Map<String, String> environment) {
        return of(isTerminal(), environment, charset(out));
    }

    static Terminal of(boolean isTerminal, Map<String, String> environment, Charset charset) {
        // https://no-color.org
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean understood = isTerminal && !"dumb".equals(environment.get("TERM"));
        return new Terminal(columns(environment.get("COLUMNS"), isTerminal), wanted && understood, charset);
    }

    private static int columns(String given, boolean isTerminal) {
        if (given != null && given.matches("[0-9]{1,4}")) {
            return Math.max(Integer.parseInt(given), NARROWEST);
        }
        return isTerminal ? USUAL : IN_A_FILE;
    }

    /** Returns the text, or the other one when the letters of the first can't be shown. */
    public String or(String text, String plain) {
        return charset.canEncode() && charset.newEncoder().canEncode(text) ? text : plain;
    }

    /** Returns the text in a colour, where there are colours. */
    public String paint(Colour colour, String text) {
        return colours && colour != Colour.NONE ? "\u001b[" + colour.code() + "m" + text + "\u001b[0m" : text;
    }

    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console even without a terminal.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static Charset charset(PrintStream out) {
        try {
            return (Charset) PrintStream.class.getMethod("charset").invoke(out);
        } catch (ReflectiveOperationException e) {
            // Java 17 does not tell whether standard output is a terminal, but sets this property at a terminal only.
            String name = System.getProperty(
                    "sun.stdout.encoding", Charset.defaultCharset().name());
            return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
        }
    }
}
