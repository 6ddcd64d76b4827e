namespace Library.Core;

public record Book(string Isbn, string Title);
