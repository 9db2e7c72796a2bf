package io.automigrate.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java in the documents can be compiled as the body of a test of this module. */
class DocumentedCodeIT {
    private static final String IMPORTS = """
            package io.automigrate.it;

            import static io.automigrate.it.jvm.JvmAssert.assertThat;

            import io.automigrate.it.database.*;
            import io.automigrate.it.jvm.*;
            import java.nio.file.Path;

            class Documented {
                private Path folder;

                void test() throws Exception {
            """;

    @TempDir
    private Path classes;

    static List<PageBlock> blocks() throws IOException {
        return PageBlock.in("java");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void a_block_of_java_can_be_compiled(PageBlock block) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Documented.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return IMPORTS + block.text() + "}}";
                    }
                };

        boolean compiled = compiler.getTask(
                        output,
                        null,
                        null,
                        List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                        null,
                        List.of(source))
                .call();

        assertThat(compiled).as("%s: %s", block, output).isTrue();
    }
}
