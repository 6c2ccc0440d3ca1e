module ilbo.press

go 1.26
