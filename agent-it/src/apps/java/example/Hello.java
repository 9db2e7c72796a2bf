package example;

/** An application without a database. */
public final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        System.out.println("Hello from the application");
    }
}
