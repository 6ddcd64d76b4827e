namespace Library.Tests;

public class BookTests
{
    [Fact]
    public void Has_title() => Assert.Equal("t", "t");
}
